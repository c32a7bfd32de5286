package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.engine.criterion.CriterionPlans;

class CriterionWeightsTest {

    private static final INDArray X = Nd4j.createFromArray(new float[][] {{1, -2}, {0.5f, 3}, {2, 1}});
    private static final INDArray LABELS = Nd4j.createFromArray(new float[][] {{1, 0, 2}, {0, 1, 0}, {1, 1, 0}});
    private static final float[] MATRIX = {0.1f, -0.4f, 0.3f, 0.8f, 0.2f, -0.6f};
    private static final float[] SHIFT = {0.05f, -0.1f, 0.2f};

    /** Squared distance of a linear function of the output from the labels. */
    record Regression() implements TrainedCriterion {
        @Override
        public List<Weight> weights(Map<String, Shape> outputs, int classes) {
            return List.of(
                    new Weight(
                            "matrix", List.of(outputs.get("embedding").channels(), classes), Weight.Role.CLASS_VECTORS),
                    new Weight("labels", List.of(classes), Weight.Role.BIAS));
        }

        @Override
        public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
            SDVariable guess = outputs.get("embedding").mmul(outputs.weight("matrix"));
            SDVariable distance = guess.add(outputs.weight("labels")).sub(labels);
            return distance.mul(distance).mean();
        }
    }

    private static CriterionPlan plan(Kernels kernels, float[] matrix, float[] shift) {
        List<Weight> declared = new Regression().weights(Map.of("embedding", new Shape(1, 1, 2)), 3);
        return CriterionPlan.trained(new Regression(), declared, List.of(matrix, shift), kernels);
    }

    private static Kernels kernels(String name) {
        return name.equals("cpu") ? Kernels.cpu() : Kernels.nd4j();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "nd4j"})
    void gradientsFollowFiniteDifferences(String name) {
        CriterionPlan plan = plan(kernels(name), MATRIX, SHIFT);
        CriterionWeights weights = plan.weights().orElseThrow();
        Outputs outputs = Outputs.of("embedding", X);
        assertThat(weights.touched()).isFalse();
        plan.lossAndGradients(outputs, LABELS);
        assertThat(weights.touched()).isTrue();
        float[] gradient = weights.gradient().toArray();
        float[] values = weights.values().toArray();
        for (int i = 0; i < values.length; i++) {
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                float[] moved = values.clone();
                moved[i] += side == 0 ? -0.01f : 0.01f;
                weights.values().write(moved);
                losses[side] = plan.loss(outputs, LABELS);
            }
            assertThat(gradient[i])
                    .as("weight %d", i)
                    .isCloseTo((float) ((losses[1] - losses[0]) / 0.02), within(2e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "nd4j"})
    void gradientsAddUpUntilTheyAreForgotten(String name) {
        CriterionPlan plan = plan(kernels(name), MATRIX, SHIFT);
        CriterionWeights weights = plan.weights().orElseThrow();
        Outputs outputs = Outputs.of("embedding", X);
        plan.lossAndGradients(outputs, LABELS);
        float[] once = weights.gradient().toArray();
        // A loss alone teaches nothing.
        plan.loss(outputs, LABELS);
        plan.lossAndGradients(outputs, LABELS);
        float[] twice = weights.gradient().toArray();
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isEqualTo(2 * once[i]);
        }
        weights.forgetGradient();
        assertThat(weights.touched()).isFalse();
        plan.lossAndGradients(outputs, LABELS);
        assertThat(weights.gradient().toArray()).isEqualTo(once);
    }

    @Test
    void theCompilerGivesEachCriterionWeightsOfItsOwn() {
        CriterionPlans plans = new CriterionPlans(Map.of("embedding", new Shape(1, 1, 2)), 3, (weight, number) -> {
            float[] values = new float[weight.length()];
            java.util.Arrays.fill(values, number + 1f);
            return values;
        });
        plans.compile((graph, outputs, labels) -> outputs.only().sum());
        assertThat(plans.weights()).isEmpty();
        plans.compile(new Regression());
        plans.compile(new Regression());
        assertThat(plans.weights()).hasSize(2);
        assertThat(plans.weights().get(1).values().toArray()).containsExactly(3, 3, 3, 3, 3, 3, 4, 4, 4);
    }

    @Test
    void whatCannotHaveWeightsIsRefused() {
        assertThatThrownBy(() -> new CriterionPlans().compile(new Regression()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Regression[] has weights of its own")
                .hasMessageContaining("Give the compiler both");
        Criterion undeclared =
                (graph, outputs, labels) -> outputs.weight("vectors").sum();
        assertThatThrownBy(() -> new CriterionPlan(undeclared).loss(Outputs.of("embedding", X), LABELS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("reads a weight 'vectors', but it declared none");
        Weight mean = new Weight("mean", List.of(2), Weight.Role.RUNNING_MEAN);
        assertThatThrownBy(() -> CriterionPlan.trained(new Regression(), List.of(mean), List.of(new float[2])))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'mean' of the criterion has the role RUNNING_MEAN");
    }
}
