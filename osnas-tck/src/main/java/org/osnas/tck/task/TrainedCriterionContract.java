package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.GradientFunction;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.TrainedCriterion;

/**
 * The rules of {@link TrainedCriterion} as tests, for criteria on one output that is a vector. To check a criterion,
 * implement the interface in a test class that returns it from {@link #trainedCriterion}.
 */
public interface TrainedCriterionContract {

    /** Classes of the sample. */
    int CLASSES = 3;

    /** The criterion to check. */
    TrainedCriterion trainedCriterion();

    /** Labels of six examples: the number of the class of each, {@code [batch, 1]}. */
    default INDArray labels() {
        return Nd4j.createFromArray(new float[][] {{0}, {2}, {1}, {1}, {0}, {2}});
    }

    private List<Weight> declared() {
        return trainedCriterion().weights(Map.of(Samples.OUTPUT, new Shape(1, 1, Samples.CLASSES)), CLASSES);
    }

    private Map<String, INDArray> values() {
        Map<String, INDArray> values = new LinkedHashMap<>();
        RandomGenerator random = Seeds.generator(2, "weights", 0);
        for (Weight weight : declared()) {
            long[] shape = weight.shape().stream().mapToLong(Integer::longValue).toArray();
            INDArray array = Nd4j.create(DataType.FLOAT, shape);
            for (int i = 0; i < weight.length(); i++) {
                array.putScalar(i, random.nextGaussian());
            }
            values.put(weight.name(), array);
        }
        return values;
    }

    private SDVariable build(SameDiff graph, INDArray output, INDArray labels, Map<String, INDArray> values) {
        Map<String, SDVariable> weights = new LinkedHashMap<>();
        values.forEach((name, value) -> weights.put(name, graph.var("weight-" + name, value.dup())));
        OutputVariables outputs = OutputVariables.of(Samples.OUTPUT, graph.var("output", output.dup()))
                .withWeights(weights);
        SDVariable given = graph.placeHolder("labels", labels.dataType(), labels.shape());
        return trainedCriterion().loss(graph, outputs, given);
    }

    private INDArray loss(INDArray output, INDArray labels, Map<String, INDArray> values) {
        SameDiff graph = SameDiff.create();
        String loss = build(graph, output, labels, values).name();
        return graph.outputSingle(Map.of("labels", labels), loss);
    }

    /** There are weights; each has a name of its own and is trained; they follow from outputs and classes alone. */
    @Test
    default void required_W01_weightsAreTrained() {
        assertThat(declared()).isNotEmpty().isEqualTo(declared());
        assertThat(declared().stream().map(Weight::name)).doesNotHaveDuplicates();
        assertThat(declared()).allMatch(weight -> weight.role().trainable());
    }

    /** Finite for outputs as large as a diverging training has them, and for none at all. */
    @Test
    default void required_W02_lossIsAFiniteScalar() {
        for (double scale : new double[] {0, 1, 100}) {
            INDArray loss = loss(Samples.ofScale(scale), labels(), values());
            assertThat(loss.length()).as("elements of the loss").isEqualTo(1);
            assertThat(loss.getDouble(0)).as("outputs of scale %s", scale).isFinite();
        }
    }

    /** The gradients that network and weights follow are those of the loss, by central differences. */
    @Test
    default void required_W03_gradientsAreThoseOfTheLoss() {
        INDArray output = Samples.ofScale(1);
        INDArray labels = labels();
        Map<String, INDArray> values = values();
        SameDiff graph = SameDiff.create();
        graph.setLossVariables(build(graph, output, labels, values).name());
        GradientFunction.define(graph);
        List<String> wanted = new ArrayList<>(List.of("output"));
        values.keySet().forEach(name -> wanted.add("weight-" + name));
        Map<String, INDArray> gradients = graph.calculateGradients(Map.of("labels", labels), wanted);
        Samples.requireGradient(
                of(gradients, "output"), output, o -> loss(o, labels, values).getDouble(0));
        values.forEach((name, value) -> {
            INDArray gradient = of(gradients, "weight-" + name);
            assertThat(gradient.shape()).containsExactly(value.shape());
            assertThat(gradient.normmaxNumber().doubleValue())
                    .as("weight %s learns", name)
                    .isPositive();
            Samples.requireGradient(gradient, value, w -> {
                Map<String, INDArray> moved = new LinkedHashMap<>(values);
                moved.put(name, w);
                return loss(output, labels, moved).getDouble(0);
            });
        });
    }

    private static INDArray of(Map<String, INDArray> gradients, String name) {
        return Objects.requireNonNull(gradients.get(name), "SameDiff gives no gradient of " + name);
    }

    /** The mean over the batch: examples given twice count once. */
    @Test
    default void required_W04_lossIsTheMeanOverTheBatch() {
        INDArray output = Samples.ofScale(1);
        double once = loss(output, labels(), values()).getDouble(0);
        double twice = loss(Nd4j.concat(0, output, output), Nd4j.concat(0, labels(), labels()), values())
                .getDouble(0);
        assertThat(twice).isCloseTo(once, within(1e-5 * Math.max(1, Math.abs(once))));
    }
}
