package org.osnas.tasks.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.GradientFunction;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.tasks.Golden;
import org.osnas.tasks.criterion.CrossEntropy;
import org.osnas.tasks.criterion.FocalLoss;

class CriterionGoldenTest {

    private static final double TOLERANCE = 1e-5;

    @Test
    void labelSmoothing() {
        JsonNode golden = Golden.losses("lscrossentropy.json");
        checkBothWays(
                new CrossEntropy(golden.get("smoothing").asDouble()), golden, golden.get("loss"), golden.get("grad"));
    }

    @Test
    void crossEntropy() {
        JsonNode golden = Golden.losses("lscrossentropy.json");
        checkBothWays(new CrossEntropy(0), golden, golden.get("plain_ce_loss"), golden.get("plain_ce_grad"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void focal(int number) {
        JsonNode golden = Golden.losses("focalloss.json");
        JsonNode one = golden.get("cases").get(number);
        Criterion criterion =
                new FocalLoss(one.get("alpha").asDouble(), one.get("gamma").asDouble());
        check(criterion, false, golden, one.get("loss"), one.get("grad"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2})
    void focalIsFiniteWhereTheNetworkIsSure(double gamma) {
        INDArray output = Nd4j.createFromArray(new float[][] {{200, 0, -200}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}});
        LossAndGradients result =
                new CriterionPlan(new FocalLoss(1, gamma)).lossAndGradients(Outputs.of("logits", output), labels);
        assertThat(result.loss()).isCloseTo(0, within(1e-6));
        assertThat(result.gradients().only().data().asFloat()).containsExactly(new float[] {0, 0, 0}, within(1e-6f));
    }

    /** Cross-entropy inside a larger graph: behind a classifier whose weights are normalised over the classes. */
    @Test
    void crossEntropyBehindNormalisedWeights() {
        JsonNode golden = Golden.losses("faceceloss.json");
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Golden.tensor(golden.get("x")));
        SDVariable weights = graph.var("weights", Golden.tensor(golden.get("identity_weights")));
        SDVariable labels = graph.constant("labels", Golden.oneHot(golden.get("target"), 6));
        SDVariable norm = graph.math().sqrt(weights.mul(weights).sum(true, 1));
        String loss = new CrossEntropy(0)
                .loss(graph, OutputVariables.of("logits", x.mmul(weights.div(norm))), labels)
                .name();
        graph.setLossVariables(loss);
        GradientFunction.define(graph);
        OutAndGrad result = graph.calculateGradientsAndOutputs(Map.of(), List.of(loss), List.of("x", "weights"));
        assertThat(result.getOutputs().get(loss).getDouble(0))
                .isCloseTo(golden.get("loss").asDouble(), within(TOLERANCE));
        assertThat(difference(result.getGradients().get("x"), golden.get("grad")))
                .isLessThan(TOLERANCE);
        assertThat(difference(result.getGradients().get("weights"), golden.get("grad_identity_weights")))
                .isLessThan(TOLERANCE);
    }

    /** Directly, and with an operation before it, so by SameDiff. */
    private static void checkBothWays(Criterion criterion, JsonNode golden, JsonNode loss, JsonNode expected) {
        check(criterion, true, golden, loss, expected);
        Criterion bySameDiff = (graph, outputs, labels) -> criterion.loss(
                graph, OutputVariables.of("logits", outputs.only().mul(1)), labels);
        check(bySameDiff, false, golden, loss, expected);
    }

    private static void check(Criterion criterion, boolean direct, JsonNode golden, JsonNode loss, JsonNode expected) {
        INDArray output = Golden.tensor(golden.get("x"));
        INDArray labels = Golden.oneHot(golden.get("target"), (int) output.size(1));
        Outputs outputs = Outputs.of("logits", output);
        CriterionPlan function = new CriterionPlan(criterion);
        assertThat(function.isDirect(outputs, labels)).isEqualTo(direct);
        for (int repeat = 0; repeat < 2; repeat++) {
            LossAndGradients result = function.lossAndGradients(outputs, labels);
            assertThat(result.loss() / loss.asDouble()).isCloseTo(1, within(TOLERANCE));
            assertThat(difference(result.gradients().only(), expected)).isLessThan(TOLERANCE);
        }
        assertThat(function.loss(outputs, labels) / loss.asDouble()).isCloseTo(1, within(TOLERANCE));
        // Batches of other sizes.
        LossAndGradients alone = function.lossAndGradients(
                Outputs.of("logits", output.getRow(0, true).dup()),
                labels.getRow(0, true).dup());
        assertThat(alone.loss()).isPositive();
        float[] many = Golden.values(expected);
        float[] one = alone.gradients().only().data().asFloat();
        for (int c = 0; c < one.length; c++) {
            assertThat(one[c] / output.size(0)).isCloseTo(many[c], within(1e-5f));
        }
    }

    /** Norm of the difference over the norm of what is expected. */
    private static double difference(INDArray actual, JsonNode expected) {
        float[] a = actual.dup('c').data().asFloat();
        float[] e = Golden.values(expected);
        assertThat(a).hasSameSizeAs(e);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < e.length; i++) {
            difference += Math.pow(a[i] - (double) e[i], 2);
            norm += Math.pow(e[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
