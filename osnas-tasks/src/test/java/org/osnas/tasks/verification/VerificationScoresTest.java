package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Outputs;

class VerificationScoresTest {

    private static VerificationScores alternating(double[] alike, double[] different) {
        double[] similarities = new double[alike.length + different.length];
        boolean[] same = new boolean[similarities.length];
        for (int i = 0; i < alike.length; i++) {
            similarities[2 * i] = alike[i];
            same[2 * i] = true;
            similarities[2 * i + 1] = different[i];
        }
        return VerificationScores.of(similarities, same);
    }

    @Test
    void whatIsSeparatedIsAllRight() {
        double[] alike = {0.9, 0.8, 0.7, 0.9, 0.8, 0.75, 0.9, 0.8, 0.7, 0.6};
        double[] different = {0.1, 0.2, 0.3, -0.4, 0.1, 0.2, 0.3, 0.4, 0, 0.5};
        assertThat(alternating(alike, different).metrics().values()).containsExactly(1.0, 1.0, 0.0, 1.0, 1.0);
        assertThat(alternating(alike, different).curve(10)).allMatch(point -> point.y() == 1);
        double[] nothing = new double[10];
        VerificationScores equal = alternating(nothing, nothing);
        assertThat(equal.accuracy()).isEqualTo(0.5);
        assertThat(equal.auc()).isEqualTo(0.5);
        assertThat(equal.equalErrorRate()).isEqualTo(0.5);
        assertThat(equal.acceptedAt100()).isZero();
    }

    /** By hand: of ten others one is more similar than the two worst of the alike. */
    @Test
    void oneMistakenPairCounts() {
        double[] alike = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.4, 0.3};
        double[] different = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5};
        VerificationScores scores = alternating(alike, different);
        assertThat(scores.auc()).isCloseTo(0.98, within(1e-12));
        // No other may be accepted, so the two below 0.5 are lost.
        assertThat(scores.acceptedAt100()).isEqualTo(0.8);
        assertThat(scores.curve(10).get(0).y()).isEqualTo(0.8);
        assertThat(scores.curve(10).get(1).y()).isEqualTo(1);
        // Accepting down to 0.4: one in ten others is accepted, one in ten alike is not.
        assertThat(scores.equalErrorRate()).isCloseTo(0.1, within(1e-12));
        // The pair at 0.5 is wrong, and that at 0.4: without it, 0.7 and 0.2 are equally good, and the higher one is
        // taken.
        assertThat(scores.accuracy()).isCloseTo(0.9, within(1e-12));
    }

    /** The threshold of a fold comes from the others: a fold that is shifted as a whole is all wrong. */
    @Test
    void aFoldIsJudgedByTheOthers() {
        double[] similarities = new double[20];
        boolean[] same = new boolean[20];
        for (int i = 0; i < 20; i++) {
            same[i] = i % 2 == 0;
            similarities[i] = same[i] ? 0.8 : 0.2;
        }
        similarities[0] = 0.1;
        similarities[1] = 0.9;
        assertThat(VerificationScores.of(similarities, same).accuracy()).isEqualTo(0.9);
    }

    /** One in a hundred others is allowed, one in a thousand is none of these. */
    @Test
    void falseAcceptsAreCounted() {
        double[] alike = new double[100];
        double[] different = new double[100];
        for (int i = 0; i < 100; i++) {
            alike[i] = i < 60 ? 0.8 : 0.4;
            different[i] = i / 1000.0;
        }
        different[7] = 0.9;
        different[8] = 0.6;
        VerificationScores scores = alternating(alike, different);
        assertThat(scores.acceptedAt100()).isEqualTo(0.6);
        assertThat(scores.acceptedAt1000()).isZero();
    }

    /** Against counting all pairs of pairs, with many ties. */
    @Test
    void theAreaIsTheChanceToBeMoreSimilar() {
        SplittableRandom random = new SplittableRandom(3);
        double[] alike = new double[40];
        double[] different = new double[40];
        Arrays.setAll(alike, i -> random.nextInt(12));
        Arrays.setAll(different, i -> random.nextInt(9));
        double wins = 0;
        for (double a : alike) {
            for (double d : different) {
                wins += a > d ? 1 : a == d ? 0.5 : 0;
            }
        }
        assertThat(alternating(alike, different).auc()).isCloseTo(wins / 1600, within(1e-12));
    }

    @Test
    void oneKindOfPairsIsRefused() {
        assertThatThrownBy(() -> VerificationScores.of(new double[20], new boolean[20]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There are 20 pairs, of which 0 show the same");
    }

    @Test
    void pairsAreDrawnOfBothKindsAndAlwaysTheSame() {
        List<float[]> labels = List.of(
                new float[] {0}, new float[] {1}, new float[] {0}, new float[] {2}, new float[] {1}, new float[] {3});
        List<Pair> pairs = Pair.of(labels, 200);
        assertThat(pairs).hasSize(200).isEqualTo(Pair.of(labels, 200));
        assertThat(pairs.stream().filter(Pair::same)).hasSize(100);
        for (Pair pair : pairs) {
            assertThat(pair.first()).isNotEqualTo(pair.second());
            assertThat(labels.get(pair.first())[0] == labels.get(pair.second())[0])
                    .isEqualTo(pair.same());
        }
        assertThat(pairs.stream().map(Pair::first).distinct()).hasSizeGreaterThan(4);
        assertThatThrownBy(() -> Pair.of(List.of(new float[] {0}, new float[] {1}), 20))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 identities, of which 0 have two examples or more");
    }

    @Test
    void pairsThatLabelsNameAreTaken() {
        List<float[]> labels = List.of(new float[] {4, 1}, new float[] {4, 0}, new float[] {5, 1}, new float[] {4, 0});
        assertThat(Pair.of(labels, 9)).containsExactly(new Pair(1, 3, true), new Pair(0, 2, false));
        assertThatThrownBy(() -> Pair.of(labels.subList(0, 2), 9))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Pair 0 has 1 examples");
    }

    /** Batches come in parts, and the length of embeddings does not count. */
    @Test
    void evaluationsCompareByAngle() {
        VerificationEvaluation evaluation = new VerificationEvaluation(40);
        assertThatThrownBy(evaluation::score).isInstanceOf(IllegalStateException.class);
        for (int part = 0; part < 3; part++) {
            float length = part + 1;
            try (Batch batch = new Batch(Nd4j.zeros(2, 1, 1, 1), Nd4j.createFromArray(new float[][] {{0}, {1}}))) {
                evaluation.add(
                        Outputs.of("embedding", Nd4j.createFromArray(new float[][] {{length, 0.1f}, {0.1f, length}})),
                        batch);
            }
        }
        assertThat(evaluation.score()).isEqualTo(1);
        assertThat(evaluation.metrics())
                .containsOnlyKeys("accuracy", "auc", "equal_error_rate", "tar_at_far_0.01", "tar_at_far_0.001")
                .containsEntry("accuracy", 1.0)
                .containsEntry("equal_error_rate", 0.0);
        // An embedding that is not a number is never right.
        try (Batch batch = new Batch(Nd4j.zeros(1, 1, 1, 1), Nd4j.createFromArray(new float[][] {{0}}))) {
            evaluation.add(Outputs.of("embedding", Nd4j.createFromArray(new float[][] {{Float.NaN, 0}})), batch);
        }
        assertThat(evaluation.score()).isLessThan(1);
    }
}
