package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.MeanScore;
import org.osnas.core.agent.SearchSettings.EarlyStop;

class EarlyStopTest {

    private static final int IMAGES = 60;
    private static final int BATCH = 5;

    /** All wrong against a threshold of a half: {@code 2 exp(-n ln 2) <= 0.001} from 11 examples on. */
    @Test
    void fewExamplesDecideByTheDivergence() {
        assertThat(MeanBound.below(0.5, of(10, 0), 1_000_000, 0.001)).isFalse();
        assertThat(MeanBound.below(0.5, of(11, 0), 1_000_000, 0.001)).isTrue();
    }

    /**
     * 200 of 500 right against a half: {@code n kl = 10.07} of any population, {@code 2 n 0.01 / 0.501 = 19.96} when
     * these are the half of it.
     */
    @Test
    void theEndOfThePopulationNarrowsTheBound() {
        double between = 2 * Math.exp(-15);
        assertThat(MeanBound.below(0.5, of(500, 200), 1_000_000_000, between)).isFalse();
        assertThat(MeanBound.below(0.5, of(500, 200), 1000, between)).isTrue();
        assertThat(MeanBound.below(0.5, of(500, 200), 1000, 2 * Math.exp(-19.9)))
                .isTrue();
        assertThat(MeanBound.below(0.5, of(500, 200), 1000, 2 * Math.exp(-20))).isFalse();
        assertThat(MeanBound.below(0.5, of(500, 200), 1_000_000_000, 2 * Math.exp(-10)))
                .isTrue();
    }

    @Test
    void withoutRiskOnlyTheImpossibleIsBelow() {
        assertThat(MeanBound.below(0.5, of(50, 0), 100, 0))
                .as("50 of 100 is possible")
                .isFalse();
        assertThat(MeanBound.below(0.5, of(51, 0), 100, 0))
                .as("49 of 100 is not")
                .isTrue();
        assertThat(MeanBound.below(0.5, of(99, 49), 100, 0)).isFalse();
    }

    @Test
    void theRangeOfValuesScales() {
        MeanScore wide = new MeanScore(11, -11 * 4, -4, 6);
        assertThat(MeanBound.below(1, wide, 1_000_000, 0.001)).isTrue();
        assertThat(MeanBound.below(1, new MeanScore(10, -10 * 4, -4, 6), 1_000_000, 0.001))
                .isFalse();
    }

    @Test
    void aScoreThatIsNotANumberIsNotBelow() {
        assertThat(MeanBound.below(0.5, new MeanScore(90, Double.NaN, 0, 1), 100, 0.1))
                .isFalse();
    }

    @Test
    void moreExamplesThanThereShouldBeAreRefused() {
        assertThatThrownBy(() -> MeanBound.below(0.5, of(101, 3), 100, 0.1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("101 examples were evaluated, but the split is said to have 100; correct Dataflow.size");
    }

    /**
     * The probability, over all orders of the images, that an architecture exactly at the threshold is ever given up:
     * by enumeration of what the batches may hold.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.99})
    void theRiskOfAllChecksTogetherKeepsToTheConfidence(double confidence) {
        EarlyStop early = new EarlyStop(1, confidence);
        double worst = 0;
        for (int right = 0; right <= IMAGES; right++) {
            worst = Math.max(worst, stopped(early, right, right / (double) IMAGES));
        }
        assertThat(worst).isLessThanOrEqualTo(1 - confidence).isPositive();
    }

    @Test
    void withFullConfidenceNothingThatReachesTheThresholdIsGivenUpAndNothingElseIsMissedAtTheEnd() {
        EarlyStop certain = new EarlyStop(1, 1);
        for (int right = 0; right <= IMAGES; right++) {
            assertThat(stopped(certain, right, right / (double) IMAGES)).isZero();
            assertThat(stopped(certain, right, (right + 1 + BATCH) / (double) IMAGES))
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void whatIsFarBelowIsGivenUp() {
        assertThat(stopped(new EarlyStop(1, 0.999), IMAGES / 4, 0.9)).isGreaterThan(0.999);
    }

    @Test
    void theThresholdIsThatOfTheBestCompleteScores() {
        EarlyStop early = new EarlyStop(2, 0.9);
        List<Trial> trials = new ArrayList<>(List.of(trial(0, 0.5), trial(1, Double.NaN)));
        Trial part = new Trial(2, Architecture.of(2), 0.9, Map.of(), Optional.of(Trial.Partial.ofExamples(3, 10)));
        trials.add(part);
        assertThat(early.threshold(trials)).isEmpty();
        trials.add(trial(3, 0.7));
        assertThat(early.threshold(trials)).hasValue(0.5);
        trials.add(trial(4, 0.6));
        assertThat(early.threshold(trials)).hasValue(0.6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.9 | keep must be at least 1, got 0",
                "3 | 0.4 | confidence must be between 0.5 and 1.0, got 0.4",
                "3 | 1.1 | confidence must be between 0.5 and 1.0, got 1.1",
                "3 | NaN | confidence must be between 0.5 and 1.0, got NaN"
            })
    void wrongSettings(int keep, double confidence, String message) {
        assertThatThrownBy(() -> new EarlyStop(keep, confidence))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    /** The probability that a stop comes before the last batch. */
    private static double stopped(EarlyStop early, int right, double threshold) {
        double[] alive = {1};
        double stopped = 0;
        for (int check = 1; check * BATCH < IMAGES; check++) {
            int before = (check - 1) * BATCH;
            int seen = check * BATCH;
            double[] next = new double[seen + 1];
            for (int k = 0; k < alive.length; k++) {
                for (int more = 0; more <= BATCH && alive[k] > 0; more++) {
                    next[k + more] += alive[k] * draw(IMAGES - before, right - k, BATCH, more);
                }
            }
            for (int k = 0; k <= seen; k++) {
                if (next[k] > 0 && early.hopeless(threshold, of(seen, k), IMAGES, check)) {
                    stopped += next[k];
                    next[k] = 0;
                }
            }
            alive = next;
        }
        return stopped;
    }

    /** Hypergeometric probability of {@code hits} among {@code drawn}. */
    private static double draw(int population, int successes, int drawn, int hits) {
        return choose(successes, hits) * choose(population - successes, drawn - hits) / choose(population, drawn);
    }

    private static double choose(int n, int k) {
        double ways = k < 0 || k > n ? 0 : 1;
        for (int i = 1; i <= k && ways > 0; i++) {
            ways = ways * (n - k + i) / i;
        }
        return ways;
    }

    private static MeanScore of(int examples, double right) {
        return new MeanScore(examples, right, 0, 1);
    }

    private static Trial trial(int index, double score) {
        return new Trial(index, Architecture.of(index), score, Map.of());
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
