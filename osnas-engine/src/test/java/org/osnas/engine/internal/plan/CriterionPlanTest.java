package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;
import org.slf4j.LoggerFactory;

class CriterionPlanTest {

    private static final int CLASSES = 7;

    @ParameterizedTest
    @CsvSource({
        "0, MEAN_BY_WEIGHT, true",
        "0, MEAN_BY_NONZERO_WEIGHT_COUNT, true",
        "0.1, MEAN_BY_WEIGHT, false",
        "0.1, MEAN_BY_NONZERO_WEIGHT_COUNT, true",
        "0.7, MEAN_BY_NONZERO_WEIGHT_COUNT, false"
    })
    void theDirectComputationEqualsSameDiff(double smoothing, LossReduce reduction, boolean oneHot) {
        Criterion criterion = crossEntropy(1, reduction, smoothing);
        theDirectComputationEqualsSameDiff(criterion, oneHot, Kernels.cpu());
        theDirectComputationEqualsSameDiff(criterion, oneHot, Kernels.nd4j());
    }

    private static void theDirectComputationEqualsSameDiff(Criterion criterion, boolean oneHot, Kernels kernels) {
        CriterionPlan direct = new CriterionPlan(criterion, kernels);
        CriterionPlan fallback = new CriterionPlan(bySameDiff(criterion));
        SplittableRandom random = new SplittableRandom(5);
        for (int batch : new int[] {9, 1, 9, 64}) {
            INDArray output = logits(random, batch);
            INDArray labels =
                    oneHot ? oneHot(random, batch) : logits(random, batch).mul(0.2);
            Result expected = of(fallback, output, labels);
            Result actual = of(direct, output, labels);
            double expectedLoss = expected.loss();
            double loss = actual.loss();
            assertThat(direct.isDirect(out(output), labels)).isTrue();
            assertThat(fallback.isDirect(out(output), labels)).isFalse();
            assertThat(loss).isCloseTo(expectedLoss, within(1e-6 * Math.max(1, Math.abs(expectedLoss))));
            assertThat(floats(actual)).containsExactly(floats(expected), within(1e-6f));
            assertThat(direct.loss(out(output), labels)).isEqualTo(loss);
            assertThat(fallback.loss(out(output), labels)).isCloseTo(expectedLoss, within(1e-6));
        }
    }

    @Test
    void largeOutputsStayFinite() {
        INDArray output = Nd4j.createFromArray(new float[][] {{1e4f, 0, -1e4f}, {-1e4f, 0, 1e4f}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 0, 0}});
        Result result = of(new CriterionPlan(plain()), output, labels);
        assertThat(result).isEqualTo(new Result(1e4, List.of(0f, 0f, 0f, -0.5f, 0f, 0.5f)));
    }

    @Test
    void anOutputThatIsNotANumberGivesALossThatIsNotANumber() {
        INDArray output = Nd4j.createFromArray(new float[][] {{1, Float.NaN}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}});
        assertThat(new CriterionPlan(plain()).loss(out(output), labels)).isNaN();
        assertThat(new CriterionPlan(bySameDiff(plain())).loss(out(output), labels))
                .isNaN();
    }

    @Test
    void viewsAreReadWithinTheirBounds() {
        SplittableRandom random = new SplittableRandom(6);
        INDArray output = logits(random, 4);
        INDArray labels = oneHot(random, 4);
        CriterionPlan plan = new CriterionPlan(plain());
        Result expected = of(plan, output, labels);
        assertThat(of(plan, output.dup('f'), labels.castTo(DataType.DOUBLE))).isEqualTo(expected);
        INDArray tall = Nd4j.vstack(Nd4j.ones(1, CLASSES), output, Nd4j.ones(1, CLASSES));
        INDArray rows = tall.get(NDArrayIndex.interval(1, 5), NDArrayIndex.all());
        assertThat(of(plan, rows, labels)).isEqualTo(expected);
    }

    @Test
    void severalOutputsHaveAGradientEach() {
        Criterion criterion = (graph, outputs, labels) -> {
            SDVariable distance = outputs.get("labels").sub(labels);
            return distance.mul(distance)
                    .mean()
                    .add(outputs.get("size").mul(outputs.get("size")).sum().mul(3));
        };
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("labels", Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}));
        arrays.put("size", Nd4j.createFromArray(new float[][] {{2}, {-1}}));
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {3, 2}});
        CompiledCriterion.LossAndGradients result =
                new CriterionPlan(criterion).lossAndGradients(Outputs.of(arrays), labels);
        assertThat(result.loss()).isCloseTo(2 + 15, within(1e-5));
        assertThat(result.gradients().names()).containsExactly("labels", "size");
        assertThat(result.gradients().get("labels").data().asFloat()).containsExactly(0, 1, 0, 1);
        assertThat(result.gradients().get("size").data().asFloat()).containsExactly(12, -6);
    }

    @Test
    void everyOtherGraphRunsBySameDiff() {
        INDArray output = logits(new SplittableRandom(7), 3);
        INDArray labels = oneHot(new SplittableRandom(8), 3);
        List<Criterion> others = List.of(
                bySameDiff(plain()),
                crossEntropy(2, LossReduce.MEAN_BY_WEIGHT, 0),
                crossEntropy(1, LossReduce.SUM, 0),
                (graph, out, target) -> plain().loss(graph, OutputVariables.of("labels", target), out.only()),
                (graph, out, target) -> graph.loss()
                        .softmaxCrossEntropy(
                                target,
                                out.only(),
                                graph.var(Nd4j.scalar(1f)),
                                LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT,
                                0),
                (graph, out, target) -> graph.loss()
                        .meanSquaredError(target, out.only(), null, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT));
        for (Criterion other : others) {
            assertThat(new CriterionPlan(other).isDirect(out(output), labels)).isFalse();
        }
        Result result = of(new CriterionPlan(others.get(5)), output, labels);
        INDArray difference = output.sub(labels);
        assertThat(result.loss())
                .isCloseTo(difference.mul(difference).meanNumber().doubleValue(), within(1e-4));
        assertThat(floats(result))
                .containsExactly(
                        difference.mul(2.0 / difference.length()).data().asFloat(), within(1e-6f));
    }

    @Test
    void saysOnceThatSameDiffIsUsed() {
        Logger logger = (Logger) LoggerFactory.getLogger(CriterionPlan.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            CriterionPlan fallback = new CriterionPlan(bySameDiff(plain()));
            CriterionPlan direct = new CriterionPlan(plain());
            SplittableRandom random = new SplittableRandom(9);
            for (int batch = 1; batch <= 12; batch++) {
                INDArray output = logits(random, batch);
                INDArray labels = oneHot(random, batch);
                assertThat(fallback.loss(out(output), labels))
                        .isCloseTo(direct.loss(out(output), labels), within(1e-5));
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage()).contains("runs by SameDiff's own gradient");
        });
    }

    @Test
    void refusesWhatWouldGiveAWrongGradient() {
        INDArray output = logits(new SplittableRandom(10), 3);
        INDArray labels = oneHot(new SplittableRandom(11), 3);
        CriterionPlan scaled = new CriterionPlan(
                (g, out, target) -> plain().loss(g, out, target).mul(2));
        assertThatThrownBy(() -> scaled.loss(out(output), labels))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("softmax_cross_entropy_loss", "last operation");
        CriterionPlan vector =
                new CriterionPlan((g, out, target) -> out.only().mul(target).sum(1));
        assertThatThrownBy(() -> vector.lossAndGradients(out(output), labels))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("[3]", "mean");
    }

    /** The gradient is a copy. */
    private record Result(double loss, List<Float> gradient) {}

    private static Result of(CriterionPlan plan, INDArray output, INDArray labels) {
        CompiledCriterion.LossAndGradients result = plan.lossAndGradients(out(output), labels);
        List<Float> gradient = new ArrayList<>();
        for (float g : result.gradients().only().data().asFloat()) {
            gradient.add(g);
        }
        assertThat(result.gradients().only().shape()).isEqualTo(output.shape());
        return new Result(result.loss(), gradient);
    }

    private static float[] floats(Result result) {
        float[] values = new float[result.gradient().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = result.gradient().get(i);
        }
        return values;
    }

    private static Outputs out(INDArray array) {
        return Outputs.of("logits", array);
    }

    private static Criterion plain() {
        return crossEntropy(1, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT, 0);
    }

    private static Criterion crossEntropy(double weight, LossReduce reduction, double smoothing) {
        return (graph, output, labels) -> graph.loss()
                .softmaxCrossEntropy(
                        labels, output.only(), graph.constant(Nd4j.scalar((float) weight)), reduction, smoothing);
    }

    /** The same criterion with an operation before it. */
    private static Criterion bySameDiff(Criterion criterion) {
        return (graph, output, labels) -> criterion.loss(
                graph, OutputVariables.of("changed", output.only().mul(1)), labels);
    }

    private static INDArray logits(SplittableRandom random, int batch) {
        INDArray values = Nd4j.zeros(batch, CLASSES);
        for (int i = 0; i < values.length(); i++) {
            values.putScalar(i, 3 * random.nextGaussian());
        }
        return values;
    }

    private static INDArray oneHot(SplittableRandom random, int batch) {
        INDArray values = Nd4j.zeros(batch, CLASSES);
        for (int i = 0; i < batch; i++) {
            values.putScalar(i, random.nextInt(CLASSES), 1);
        }
        return values;
    }
}
