package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Outputs;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.detection.LabelledBox.Kind;

class CenterLossTest {

    private static final CenterDetector DETECTOR = new CenterDetector(4, 1, 8);
    private static final int CATEGORIES = 2;

    private static Outputs outputs(double scale) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(5);
        for (String name : List.of(CenterHead.HEATMAP, CenterHead.SIZE, CenterHead.OFFSET)) {
            INDArray array = Nd4j.create(DataType.FLOAT, 2, 4, 5, 2);
            for (int i = 0; i < array.length(); i++) {
                array.putScalar(i, scale * (2 * random.nextDouble() - 1));
            }
            arrays.put(name, array);
        }
        return Outputs.of(arrays);
    }

    private static INDArray targets(Outputs outputs) {
        return DETECTOR.targets(
                outputs,
                List.of(
                        new BoxLabels.Image(
                                List.of(
                                        LabelledBox.of(0, new Box(1, 2, 11, 9)),
                                        new LabelledBox(0, new Box(12, 0, 8, 8), 64, Kind.IGNORED)),
                                1),
                        new BoxLabels.Image(
                                List.of(
                                        LabelledBox.of(1, new Box(0, 0, 19, 15)),
                                        LabelledBox.of(0, new Box(9, 9, 5, 5))),
                                1)));
    }

    /** The formulas of the paper, written out, and the cross-entropy of categories. */
    private static double byHand(Outputs outputs, INDArray targets, CenterLoss loss) {
        double heat = 0;
        double size = 0;
        double offset = 0;
        double category = 0;
        int objects = 0;
        for (int i = 0; i < 2; i++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 5; x++) {
                    double all = 0;
                    for (int c = 0; c < CATEGORIES; c++) {
                        all += Math.exp(outputs.get(CenterHead.HEATMAP).getDouble(i, y, x, c));
                    }
                    for (int c = 0; c < CATEGORIES; c++) {
                        double wanted = targets.getDouble(i, y, x, c);
                        double logit = outputs.get(CenterHead.HEATMAP).getDouble(i, y, x, c);
                        double p = 1 / (1 + Math.exp(-logit));
                        category -= wanted * Math.log(Math.exp(logit) / all);
                        if (wanted == 1) {
                            heat -= Math.pow(1 - p, loss.alpha()) * Math.log(p);
                        } else if (targets.getDouble(i, y, x, CATEGORIES + 5) == 0) {
                            heat -= Math.pow(1 - wanted, loss.beta()) * Math.pow(p, loss.alpha()) * Math.log(1 - p);
                        }
                    }
                    if (targets.getDouble(i, y, x, CATEGORIES + 4) == 1) {
                        objects++;
                        for (int k = 0; k < 2; k++) {
                            size += Math.abs(outputs.get(CenterHead.SIZE).getDouble(i, y, x, k)
                                            - targets.getDouble(i, y, x, CATEGORIES + k))
                                    / 2;
                            offset += Math.abs(outputs.get(CenterHead.OFFSET).getDouble(i, y, x, k)
                                            - targets.getDouble(i, y, x, CATEGORIES + 2 + k))
                                    / 2;
                        }
                    }
                }
            }
        }
        assertThat(objects).isEqualTo(3);
        return (heat + loss.sizeWeight() * size + loss.offsetWeight() * offset + loss.categoryWeight() * category)
                / objects;
    }

    @Test
    void isTheLossOfThePaper() {
        Outputs outputs = outputs(2);
        INDArray targets = targets(outputs);
        for (CenterLoss loss : List.of(CenterLoss.PAPER, CenterLoss.DEFAULT, new CenterLoss(1.5, 3, 0.3, 0.7, 0.4))) {
            assertThat(new CriterionPlans().compile(loss).loss(outputs, targets))
                    .isCloseTo(byHand(outputs, targets, loss), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CenterHead.HEATMAP, CenterHead.SIZE, CenterHead.OFFSET})
    void gradientsFollowFiniteDifferences(String name) {
        Outputs outputs = outputs(2);
        INDArray targets = targets(outputs);
        CompiledCriterion criterion = new CriterionPlans().compile(CenterLoss.DEFAULT);
        INDArray gradient = criterion
                .lossAndGradients(outputs, targets)
                .gradients()
                .get(name)
                .dup();
        INDArray moved = outputs.get(name);
        double step = 1e-2;
        for (int i = 0; i < moved.length(); i++) {
            double before = moved.getDouble(i);
            moved.putScalar(i, before + step);
            double above = criterion.loss(outputs, targets);
            moved.putScalar(i, before - step);
            double below = criterion.loss(outputs, targets);
            moved.putScalar(i, before);
            assertThat(gradient.getDouble(i))
                    .as("%s %d", name, i)
                    .isCloseTo((above - below) / (2 * step), within(2e-3));
        }
        assertThat(gradient.norm2Number().doubleValue()).isGreaterThan(0.01);
    }

    @Test
    void staysFiniteWhereTheNetworkIsSure() {
        for (double scale : new double[] {0, 100, 1000}) {
            Outputs outputs = outputs(scale);
            CompiledCriterion.LossAndGradients result =
                    new CriterionPlans().compile(CenterLoss.DEFAULT).lossAndGradients(outputs, targets(outputs));
            assertThat(result.loss()).isFinite();
            for (String name : result.gradients().names()) {
                assertThat(result.gradients().get(name).sumNumber().doubleValue())
                        .isFinite();
            }
        }
    }

    @Test
    void aBatchWithoutObjectsHasALoss() {
        Outputs outputs = outputs(1);
        INDArray none = DETECTOR.targets(
                outputs, List.of(new BoxLabels.Image(List.of(), 1), new BoxLabels.Image(List.of(), 1)));
        assertThat(new CriterionPlans().compile(CenterLoss.DEFAULT).loss(outputs, none))
                .isGreaterThan(0)
                .isFinite();
    }
}
