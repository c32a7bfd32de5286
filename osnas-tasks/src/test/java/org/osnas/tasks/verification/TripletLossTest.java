package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.tasks.verification.Embeddings.NUMBERS;
import static org.osnas.tasks.verification.Embeddings.SIZE;
import static org.osnas.tasks.verification.Embeddings.TOLERANCE;
import static org.osnas.tasks.verification.Embeddings.assertSame;
import static org.osnas.tasks.verification.Embeddings.column;
import static org.osnas.tasks.verification.Embeddings.embeddings;
import static org.osnas.tasks.verification.Embeddings.numbers;
import static org.osnas.tasks.verification.Embeddings.outputs;
import static org.osnas.tasks.verification.Embeddings.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.tasks.Golden;

/** Which triplets count, and what they cost. */
class TripletLossTest {

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
}
