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
import org.osnas.api.task.Batch;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.engine.criterion.CriterionPlans;

class CenterDistillationTest {

    private static Outputs outputs(int seed, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (String name : List.of(CenterHead.HEATMAP, CenterHead.SIZE, CenterHead.OFFSET)) {
            INDArray array = Nd4j.create(DataType.FLOAT, 2, 3, 4, name.equals(CenterHead.HEATMAP) ? 3 : 2);
            for (int i = 0; i < array.length(); i++) {
                array.putScalar(i, scale * (2 * random.nextDouble() - 1));
            }
            arrays.put(name, array);
        }
        return Outputs.of(arrays);
    }

    /** Two objects, one of which counts. */
    private static Batch batch() {
        float[] labels = new float[2 * 2 * BoxLabels.COLUMNS];
        BoxLabels.write(
                new BoxLabels.Image(
                        List.of(LabelledBox.of(0, new Box(1, 1, 8, 8)), LabelledBox.of(2, new Box(3, 1, 8, 8))), 1),
                2,
                labels,
                0);
        BoxLabels.write(new BoxLabels.Image(List.of(), 1), 2, labels, 2 * BoxLabels.COLUMNS);
        return new Batch(
                Nd4j.zeros(DataType.FLOAT, 2, 12, 16, 3),
                Nd4j.create(labels, new long[] {2, 2, BoxLabels.COLUMNS}, 'c'));
    }

    /** Gives fixed outputs, and keeps the gradients. */
    private static final class Fixed implements Model {
        private final Outputs outputs;
        private Outputs gradients;

        Fixed(Outputs outputs) {
            this.outputs = outputs;
        }

        @Override
        public Outputs forward(INDArray inputs) {
            return outputs;
        }

        @Override
        public void backward(Outputs given) {
            gradients = given.map(INDArray::dup);
        }
    }

    private static Distils agent() {
        return (Distils) new ObjectDetection().agent(new CriterionPlans());
    }

    @ParameterizedTest
    @ValueSource(strings = {CenterHead.HEATMAP, CenterHead.SIZE, CenterHead.OFFSET})
    void gradientsFollowFiniteDifferences(String name) {
        Outputs student = outputs(1, 2);
        Outputs teacher = outputs(2, 2);
        Divergence divergence = new Divergence.KullbackLeibler();
        Fixed model = new Fixed(student);
        agent().distil(model, batch(), teacher, divergence);
        assertThat(model.gradients.names()).isEqualTo(student.names());
        INDArray moved = student.get(name);
        for (int i = 0; i < moved.length(); i++) {
            double before = moved.getDouble(i);
            moved.putScalar(i, before + 1e-2);
            double above = agent().distil(new Fixed(student), batch(), teacher, divergence);
            moved.putScalar(i, before - 1e-2);
            double below = agent().distil(new Fixed(student), batch(), teacher, divergence);
            moved.putScalar(i, before);
            assertThat(model.gradients.get(name).getDouble(i))
                    .as("%s %d", name, i)
                    .isCloseTo((above - below) / 2e-2, within(3e-3));
        }
    }

    @Test
    void isTheDivergenceOfYesAndNoByObject() {
        Outputs student = outputs(1, 2);
        Outputs teacher = student.map(INDArray::dup);
        assertThat(agent().distil(new Fixed(student), batch(), teacher, new Divergence.KullbackLeibler()))
                .isCloseTo(0, within(1e-6));
        INDArray heat = teacher.get(CenterHead.HEATMAP);
        double q = 1 / (1 + Math.exp(-heat.getDouble(7)));
        heat.putScalar(7, 1.5);
        double p = 1 / (1 + Math.exp(-1.5));
        double expected = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
        assertThat(agent().distil(new Fixed(student), batch(), teacher, new Divergence.KullbackLeibler()))
                .isCloseTo(expected / 2, within(1e-5));
    }

    @Test
    void sizesCountWhereTheTeacherIsSure() {
        Outputs student = outputs(1, 0);
        Outputs teacher = outputs(1, 0);
        for (int c = 0; c < 3; c++) {
            teacher.get(CenterHead.HEATMAP).putScalar(new int[] {0, 1, 2, c}, c == 1 ? 2 : -5);
            student.get(CenterHead.HEATMAP).putScalar(new int[] {0, 1, 2, c}, c == 1 ? 2 : -5);
        }
        teacher.get(CenterHead.SIZE).putScalar(new int[] {0, 1, 2, 0}, 6);
        // Weight 0.1, the mean of two numbers, two objects.
        double sure = 1 / (1 + Math.exp(-2));
        assertThat(agent().distil(new Fixed(student), batch(), teacher, new Divergence.KullbackLeibler()))
                .isCloseTo(0.1 * sure * 6 / 2 / 2, within(1e-6));
        student.get(CenterHead.SIZE).putScalar(3, Float.NaN);
        assertThat(agent().distil(new Fixed(student), batch(), teacher, new Divergence.KullbackLeibler()))
                .isNaN();
    }

    @Test
    void anchorsDoNotDistil() {
        assertThat(new ObjectDetection(SsdLoss.DEFAULT, SsdDetector.DEFAULT, 10).agent(new CriterionPlans()))
                .isNotInstanceOf(Distils.class);
    }
}
