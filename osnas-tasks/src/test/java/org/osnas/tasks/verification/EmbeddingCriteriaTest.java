package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.EmbeddingHead;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.tasks.Golden;

/** Losses of embeddings against recorded values, formulas and finite differences. */
class EmbeddingCriteriaTest {

    private static final double TOLERANCE = 1e-4;
    private static final int SIZE = 4;
    private static final int IDENTITIES = 3;
    private static final float[] NUMBERS = {0, 0, 1, 2, 1, 0, 2, 1};

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

    private static CriterionPlan plan(Criterion criterion, int size, int identities, long seed) {
        if (!(criterion instanceof TrainedCriterion trained)) {
            return new CriterionPlan(criterion);
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> first = new ArrayList<>();
        List<Weight> declared = trained.weights(Map.of("embedding", new Shape(1, 1, size)), identities);
        for (Weight weight : declared) {
            first.add(numbers(random, weight.length()));
        }
        return CriterionPlan.trained(trained, declared, first);
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static INDArray embeddings(long seed) {
        return Nd4j.create(
                numbers(new SplittableRandom(seed), NUMBERS.length * SIZE), new long[] {NUMBERS.length, SIZE});
    }

    private static INDArray column(float... numbers) {
        return Nd4j.create(numbers, new long[] {numbers.length, 1}, 'c');
    }

    private static Outputs outputs(INDArray x) {
        return Outputs.of(EmbeddingHead.EMBEDDING, x);
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

    private static void assertClose(String what, double exact, double measured) {
        assertThat(exact).as(what).isCloseTo(measured, within(4e-3 * Math.max(1, Math.abs(measured))));
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

    private static void assertSame(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - (double) expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(difference / norm)).isLessThan(TOLERANCE);
    }

    /** The recorded triplets one by one: a batch of three examples has one triplet with the first as anchor. */
    @Test
    void tripletsEqualTheRecordedValues() {
        JsonNode golden = Golden.losses("tripletloss.json");
        INDArray x = Golden.tensor(golden.get("x"));
        int compared = 0;
        for (JsonNode one : golden.get("cases")) {
            if (one.has("loss")) {
                CriterionPlan plan = new CriterionPlan(
                        new TripletLoss(one.get("margin").asDouble(), TripletLoss.Mining.HARDEST_NEGATIVE));
                int count = one.get("triplets").size();
                double loss = 0;
                float[] gradient = new float[(int) x.length()];
                for (JsonNode triplet : one.get("triplets")) {
                    int[] rows = {
                        triplet.get(0).asInt(),
                        triplet.get(1).asInt(),
                        triplet.get(2).asInt()
                    };
                    LossAndGradients result = plan.lossAndGradients(outputs(x.getRows(rows)), column(0, 0, 1));
                    loss += result.loss() / count;
                    float[] part = result.gradients().only().dup('c').data().asFloat();
                    for (int i = 0; i < part.length; i++) {
                        gradient[rows[i / SIZE] * SIZE + i % SIZE] += part[i] / count;
                    }
                }
                assertThat(loss / one.get("loss").asDouble()).isCloseTo(1, within(TOLERANCE));
                assertSame(gradient, Golden.values(one.get("grad")));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(5);
    }

    /** The selection too. */
    @Test
    void hardestNegativesAreTheRecordedOnes() {
        JsonNode golden = Golden.losses("tripletloss.json");
        INDArray x = Golden.tensor(golden.get("x"));
        INDArray labels = column(Golden.values(golden.get("target")));
        int compared = 0;
        for (JsonNode one : golden.get("cases")) {
            if (one.get("selector").asText().equals("hardest")) {
                LossAndGradients result = new CriterionPlan(
                                new TripletLoss(one.get("margin").asDouble(), TripletLoss.Mining.HARDEST_NEGATIVE))
                        .lossAndGradients(outputs(x), labels);
                assertThat(result.loss() / one.get("loss").asDouble()).isCloseTo(1, within(TOLERANCE));
                assertSame(result.gradients().only().dup('c').data().asFloat(), Golden.values(one.get("grad")));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(2);
    }

    /** Each mining against loops over the batch. */
    @ParameterizedTest
    @EnumSource(TripletLoss.Mining.class)
    void minedTripletsAreThoseOfTheDefinition(TripletLoss.Mining mining) {
        double margin = 0.7;
        for (long seed = 0; seed < 4; seed++) {
            INDArray x = embeddings(seed).mul(0.4);
            double expected = Triplets.loss(x.toFloatMatrix(), NUMBERS, margin, mining);
            double actual = new CriterionPlan(new TripletLoss(margin, mining)).loss(outputs(x), column(NUMBERS));
            assertThat(actual).isCloseTo(expected, within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(TripletLoss.Mining.class)
    void aBatchWithoutTripletsHasNoLoss(TripletLoss.Mining mining) {
        CriterionPlan plan = new CriterionPlan(new TripletLoss(0.2, mining));
        INDArray x = embeddings(1);
        for (float[] numbers : List.of(new float[] {3, 3, 3, 3, 3, 3, 3, 3}, new float[] {0, 1, 2, 3, 4, 5, 6, 7})) {
            LossAndGradients result = plan.lossAndGradients(outputs(x), column(numbers));
            assertThat(result.loss()).isZero();
            assertThat(result.gradients().only().normmaxNumber().doubleValue()).isZero();
        }
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
