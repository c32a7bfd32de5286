package org.osnas.core.internal.stats;

import java.util.stream.IntStream;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;
import org.osnas.api.spi.Check;

/**
 * Tests whether paired differences are symmetric around zero (Wilcoxon 1945, "Individual comparisons by ranking
 * methods", https://doi.org/10.2307/3001968). Differences of zero are left out, equal ones share their mean rank, and
 * the p-value is exact for the ranks at hand, ties included, by counting the signs that give each sum. The library's
 * exact test counts as if there were no ties, which comparisons on a table are full of.
 *
 * @param positive sum of the ranks of positive differences
 * @param pairs differences that are not zero
 * @param p two-sided
 */
public record WilcoxonSignedRank(double positive, int pairs, double p) {

    /**
     * Tests {@code x - y}.
     *
     * @throws org.osnas.api.spi.BadInputException if the lengths differ
     */
    public static WilcoxonSignedRank test(double[] x, double[] y) {
        Check.that(x.length == y.length, "pairs need two values each, got %d and %d values", x.length, y.length);
        double[] differences = IntStream.range(0, x.length)
                .mapToDouble(i -> x[i] - y[i])
                .filter(d -> d != 0)
                .toArray();
        if (differences.length == 0) {
            return new WilcoxonSignedRank(0, 0, 1);
        }
        double[] sizes = IntStream.range(0, differences.length)
                .mapToDouble(i -> Math.abs(differences[i]))
                .toArray();
        double[] ranks = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(sizes);
        double positive = IntStream.range(0, ranks.length)
                .filter(i -> differences[i] > 0)
                .mapToDouble(i -> ranks[i])
                .sum();
        return new WilcoxonSignedRank(positive, ranks.length, twoSided(ranks, positive));
    }

    // Mean ranks are multiples of a half, so sums of doubled ranks are whole numbers.
    private static double twoSided(double[] ranks, double positive) {
        int total = ranks.length * (ranks.length + 1);
        double[] probability = new double[total + 1];
        probability[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int step = (int) Math.round(2 * rank);
            reached += step;
            for (int sum = reached; sum >= 0; sum--) {
                double with = sum >= step ? probability[sum - step] : 0;
                probability[sum] = (probability[sum] + with) / 2;
            }
        }
        int observed = (int) Math.round(2 * positive);
        double below = IntStream.rangeClosed(0, observed)
                .mapToDouble(s -> probability[s])
                .sum();
        double above = IntStream.rangeClosed(observed, total)
                .mapToDouble(s -> probability[s])
                .sum();
        return Math.min(1, 2 * Math.min(below, above));
    }
}
