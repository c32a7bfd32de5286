package org.osnas.core.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.stats.Interval;

/** Against published values, those of R and SciPy, and full enumeration. */
class StatisticsTest {

    /** Hollander and Wolfe 1973, p. 29, the example of R's wilcox.test: V = 40, p = 0.03906 on two sides. */
    @Test
    void wilcoxonGivesThePublishedValue() {
        double[] first = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] second = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

        WilcoxonSignedRank test = WilcoxonSignedRank.test(first, second);

        assertThat(test.positive()).isEqualTo(40);
        assertThat(test.p()).isCloseTo(0.0390625, within(1e-12));
        assertThat(WilcoxonSignedRank.test(second, first).p()).isCloseTo(test.p(), within(1e-12));
    }

    @Test
    void wilcoxonIsExactWithTiesAndLeavesZerosOut() {
        double[] differences = {1, 1, -1, 2, 2, 3, 0, 0, -2, 4, 4};
        double[] zeros = new double[differences.length];
        double[] ranks = {2, 2, 2, 5, 5, 7, 5, 8.5, 8.5};
        double observed = 2 + 2 + 5 + 5 + 7 + 8.5 + 8.5;

        WilcoxonSignedRank test = WilcoxonSignedRank.test(differences, zeros);

        int above = 0;
        for (int signs = 0; signs < 1 << ranks.length; signs++) {
            int chosen = signs;
            double sum = IntStream.range(0, ranks.length)
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToDouble(i -> ranks[i])
                    .sum();
            above += sum >= observed ? 1 : 0;
        }
        assertThat(test.pairs()).isEqualTo(9);
        assertThat(test.positive()).isEqualTo(observed);
        assertThat(test.p()).isCloseTo(2.0 * above / (1 << ranks.length), within(1e-12));
    }

    @Test
    void wilcoxonOfEqualSidesIsOne() {
        assertThat(WilcoxonSignedRank.test(new double[] {1, 2}, new double[] {1, 2})
                        .p())
                .isEqualTo(1);
        assertThatThrownBy(() -> WilcoxonSignedRank.test(new double[1], new double[2]))
                .isInstanceOf(BadInputException.class);
    }

    /** As R's p.adjust(…, "holm"). */
    @Test
    void holmStepsDown() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjust(new double[] {0.9, 0.6})).containsExactly(1, 1);
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }

    /** The examples of SciPy's kendalltau and spearmanr. */
    @Test
    void rankCorrelationsGiveThePublishedValues() {
        assertThat(RankAgreement.kendall(new double[] {12, 2, 1, 12, 2}, new double[] {1, 4, 7, 1, 0}))
                .isCloseTo(-0.47140452079103173, within(1e-12));
        assertThat(RankAgreement.spearman(new double[] {1, 2, 3, 4, 5}, new double[] {5, 6, 7, 8, 7}))
                .isCloseTo(0.8207826816681233, within(1e-12));
        assertThat(RankAgreement.kendall(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(RankAgreement.spearman(new double[] {1, 2, 3}, new double[] {4, 4, 4}))
                .isNaN();
        assertThatThrownBy(() -> RankAgreement.kendall(new double[] {1}, new double[] {1}))
                .hasMessageContaining("two or more pairs");
    }

    @Test
    void withinBandsOnlyPairsOfLikeCostCount() {
        double[] costs = {100, 110, 200, 210, 400};
        double[] truth = {0.1, 0.2, 0.3, 0.4, 0.5};
        double[] byCost = {1, 2, 3, 4, 5};
        assertThat(RankAgreement.kendallWithin(byCost, truth, costs, 0.15)).isEqualTo(1);
        double[] acrossOnly = {2, 1, 4, 3, 5};
        assertThat(RankAgreement.kendall(acrossOnly, truth)).isCloseTo(0.6, within(1e-12));
        assertThat(RankAgreement.kendallWithin(acrossOnly, truth, costs, 0.15))
                .as("knows only what cost tells, too")
                .isEqualTo(-1);
        assertThat(RankAgreement.kendallWithin(new double[] {1, 1, 3, 4, 5}, truth, costs, 0.15))
                .as("one of two pairs is tied")
                .isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(RankAgreement.kendallWithin(byCost, truth, costs, 0.01)).isNaN();
        double[] ties = {12, 2, 1, 12, 2};
        double[] other = {1, 4, 7, 1, 0};
        assertThat(RankAgreement.kendallWithin(ties, other, costs, 1))
                .as("a band as wide as all")
                .isCloseTo(RankAgreement.kendall(ties, other), within(1e-12));
    }

    @Test
    void topRegretIsWhatTheBestPredictedLack() {
        double[] predicted = {0.9, 0.8, 0.7, 0.6};
        double[] truth = {0.50, 0.75, 0.25, 1.00};

        assertThat(RankAgreement.topRegret(predicted, truth, 1)).isEqualTo(0.5);
        assertThat(RankAgreement.topRegret(predicted, truth, 2)).isEqualTo(0.25);
        assertThat(RankAgreement.topRegret(predicted, truth, 4)).isZero();
    }

    @Test
    void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
        RandomGenerator random = Seeds.generator(3, "test", 0);
        double[] values = random.doubles(400).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double half = 1.96
                * Math.sqrt(
                        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 400 / 400);

        Interval interval = Bootstrap.of(1).mean(values);

        assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
        assertThat(Bootstrap.of(1).mean(values)).isEqualTo(interval);
    }

    @Test
    void intervalsOfConstantsAreAPointAndUndefinedResamplesDoNotCount() {
        assertThat(Bootstrap.of(1).mean(new double[] {2, 2, 2})).isEqualTo(new Interval(2, 2));
        Interval defined = Bootstrap.of(1).interval(3, drawn -> drawn[0] == 0 ? Double.NaN : drawn[0]);
        assertThat(defined).isEqualTo(new Interval(1, 2));
        assertThat(Bootstrap.of(1).interval(3, drawn -> Double.NaN).low()).isNaN();
    }
}
