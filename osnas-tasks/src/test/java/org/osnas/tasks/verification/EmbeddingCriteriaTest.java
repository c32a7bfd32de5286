package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.tasks.verification.Embeddings.IDENTITIES;
import static org.osnas.tasks.verification.Embeddings.NUMBERS;
import static org.osnas.tasks.verification.Embeddings.SIZE;
import static org.osnas.tasks.verification.Embeddings.TOLERANCE;
import static org.osnas.tasks.verification.Embeddings.assertClose;
import static org.osnas.tasks.verification.Embeddings.assertSame;
import static org.osnas.tasks.verification.Embeddings.column;
import static org.osnas.tasks.verification.Embeddings.embeddings;
import static org.osnas.tasks.verification.Embeddings.outputs;
import static org.osnas.tasks.verification.Embeddings.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.tasks.Golden;

/** Losses of embeddings against recorded values, formulas and finite differences. */
class EmbeddingCriteriaTest {

    static Stream<Criterion> criteria() {
        return Stream.of(
                MarginSoftmax.arcFace(8, 0.3),
                MarginSoftmax.arcFace(4, 1.4),
                MarginSoftmax.cosFace(8, 0.35),
                MarginSoftmax.normalised(8),
                new MarginSoftmax(5, 0.2, 0.1),
                new AngularCrossEntropy(),
                new ClassSoftmax(),
                new TripletLoss(0.4, TripletLoss.Mining.BATCH_ALL),
                new TripletLoss(0.4, TripletLoss.Mining.BATCH_HARD),
                new TripletLoss(0.4, TripletLoss.Mining.SEMI_HARD),
                new TripletLoss(0.4, TripletLoss.Mining.HARDEST_NEGATIVE));
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void gradientsFollowFiniteDifferences(Criterion criterion) {
        CriterionPlan plan = plan(criterion, SIZE, IDENTITIES, 3);
        INDArray x = embeddings(4);
        INDArray labels = column(NUMBERS);
        LossAndGradients result = plan.lossAndGradients(outputs(x), labels);
        assertThat(result.loss()).isPositive();
        float[] gradient = result.gradients().only().dup('c').data().asFloat();
        double step = 2e-3;
        for (int i = 0; i < x.length(); i++) {
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                INDArray moved = x.dup();
                moved.putScalar(i, x.getDouble(i) + (side == 0 ? -step : step));
                losses[side] = plan.loss(outputs(moved), labels);
            }
            assertClose("embedding " + i, gradient[i], (losses[1] - losses[0]) / (2 * step));
        }
        plan.weights().ifPresent(weights -> {
            float[] of = weights.gradient().toArray();
            float[] values = weights.values().toArray();
            for (int i = 0; i < values.length; i++) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    float[] moved = values.clone();
                    moved[i] += (float) (side == 0 ? -step : step);
                    weights.values().write(moved);
                    losses[side] = plan.loss(outputs(x), labels);
                }
                weights.values().write(values);
                assertClose("weight " + i, of[i], (losses[1] - losses[0]) / (2 * step));
            }
        });
    }

    /** The number of a pair beside that of the identity changes nothing. */
    @ParameterizedTest
    @MethodSource("criteria")
    void onlyIdentitiesCount(Criterion criterion) {
        INDArray x = embeddings(5);
        INDArray two = Nd4j.hstack(column(NUMBERS), column(5, 6, 7, 8, 5, 6, 7, 8));
        assertThat(plan(criterion, SIZE, IDENTITIES, 3).loss(outputs(x), two))
                .isEqualTo(plan(criterion, SIZE, IDENTITIES, 3).loss(outputs(x), column(NUMBERS)));
    }

    @Test
    void angularCrossEntropyEqualsTheRecordedValues() {
        JsonNode golden = Golden.losses("faceceloss.json");
        AngularCrossEntropy criterion = new AngularCrossEntropy();
        List<Weight> declared = criterion.weights(Map.of("embedding", new Shape(1, 1, 4)), 6);
        CriterionPlan plan =
                CriterionPlan.trained(criterion, declared, List.of(Golden.values(golden.get("identity_weights"))));
        LossAndGradients result = plan.lossAndGradients(
                outputs(Golden.tensor(golden.get("x"))), column(Golden.values(golden.get("target"))));
        assertThat(result.loss() / golden.get("loss").asDouble()).isCloseTo(1, within(TOLERANCE));
        assertSame(result.gradients().only().dup('c').data().asFloat(), Golden.values(golden.get("grad")));
        assertSame(
                plan.weights().orElseThrow().gradient().toArray(), Golden.values(golden.get("grad_identity_weights")));
    }

    /** By the definition, of one embedding and two vectors. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1.5, 2.9})
    void marginsAreThoseOfTheirPapers(double theta) {
        // The vectors are the axes; the embedding is at an angle from its own.
        INDArray x =
                Nd4j.createFromArray(new float[][] {{(float) (3 * Math.cos(theta)), (float) (3 * Math.sin(theta))}});
        double other = Math.sin(theta);
        double s = 7;
        double m = 0.4;
        double turned = theta + m < Math.PI ? Math.cos(theta + m) : Math.cos(theta) - m * Math.sin(m);
        assertThat(axes(MarginSoftmax.arcFace(s, m), x)).isCloseTo(softmax(s * turned, s * other), within(2e-4));
        assertThat(axes(MarginSoftmax.cosFace(s, m), x))
                .isCloseTo(softmax(s * (Math.cos(theta) - m), s * other), within(2e-4));
        assertThat(axes(MarginSoftmax.normalised(s), x))
                .isCloseTo(softmax(s * Math.cos(theta), s * other), within(2e-4));
    }

    private static double axes(TrainedCriterion criterion, INDArray x) {
        List<Weight> declared = criterion.weights(Map.of("embedding", new Shape(1, 1, 2)), 2);
        return CriterionPlan.trained(criterion, declared, List.of(new float[] {5, 0, 0, 0.1f}))
                .loss(outputs(x), column(0));
    }

    private static double softmax(double own, double other) {
        return Math.log(1 + Math.exp(other - own));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> MarginSoftmax.arcFace(0, 0.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scale must be above 0");
        assertThatThrownBy(() -> MarginSoftmax.arcFace(64, 2)).hasMessageContaining("0.5 is usual");
        assertThatThrownBy(() -> MarginSoftmax.cosFace(64, -1)).hasMessageContaining("0.35 is usual");
        assertThatThrownBy(() -> new TripletLoss(0, TripletLoss.Mining.BATCH_ALL))
                .hasMessageContaining("0.2 is usual");
        assertThatThrownBy(() -> new ClassSoftmax().weights(Map.of("a", new Shape(4, 4, 2)), 3))
                .hasMessageContaining("takes a vector for each image, but the network gives 4x4x2");
        assertThatThrownBy(() -> new ClassSoftmax().weights(Map.of("a", new Shape(1, 1, 2)), 1))
                .hasMessageContaining("at least 2 identities");
    }
}
