package org.osnas.core.internal.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.osnas.api.spi.Check;

/** How well predicted scores rank things whose true scores are known. */
public final class RankAgreement {

    private RankAgreement() {}

    /**
     * Kendall's τ-b, which corrects for ties (Kendall 1945, "The treatment of ties in ranking problems",
     * https://doi.org/10.1093/biomet/33.3.239); not-a-number if one side is constant.
     */
    public static double kendall(double[] predicted, double[] truth) {
        require(predicted, truth);
        return constant(predicted) || constant(truth)
                ? Double.NaN
                : new KendallsCorrelation().correlation(predicted, truth);
    }

    /**
     * Kendall's τ-b over those pairs alone whose costs differ by at most a share: how well things are told apart that
     * cost the same. Not-a-number if there is no such pair, or one side is constant in them.
     *
     * @param costs positive
     * @param width largest difference of two costs, as a share of the larger one
     */
    public static double kendallWithin(double[] predicted, double[] truth, double[] costs, double width) {
        require(predicted, truth);
        int[] byCost = IntStream.range(0, costs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> costs[i]))
                .mapToInt(i -> i)
                .toArray();
        double agreement = 0;
        double ofPredicted = 0;
        double ofTruth = 0;
        for (int dear = 0; dear < byCost.length; dear++) {
            int i = byCost[dear];
            for (int cheap = dear - 1; cheap >= 0 && costs[byCost[cheap]] >= (1 - width) * costs[i]; cheap--) {
                int j = byCost[cheap];
                double p = Math.signum(predicted[i] - predicted[j]);
                double t = Math.signum(truth[i] - truth[j]);
                agreement += p * t;
                ofPredicted += p * p;
                ofTruth += t * t;
            }
        }
        return ofPredicted == 0 || ofTruth == 0 ? Double.NaN : agreement / Math.sqrt(ofPredicted * ofTruth);
    }

    /** Spearman's ρ, with mean ranks for ties; not-a-number if one side is constant. */
    public static double spearman(double[] predicted, double[] truth) {
        require(predicted, truth);
        return constant(predicted) || constant(truth)
                ? Double.NaN
                : new SpearmansCorrelation().correlation(predicted, truth);
    }

    /**
     * What is lost by looking only at the best predicted: the largest true score, less the largest among the {@code k}
     * with the best predictions. Of equal predictions the earlier ones come first.
     */
    public static double topRegret(double[] predicted, double[] truth, int k) {
        require(predicted, truth);
        double best = Arrays.stream(truth).max().orElseThrow();
        double found = IntStream.range(0, predicted.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> predicted[i]).reversed())
                .limit(Check.atLeast("k", k, 1))
                .mapToDouble(i -> truth[i])
                .max()
                .orElseThrow();
        return best - found;
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == values[0]);
    }

    private static void require(double[] predicted, double[] truth) {
        Check.that(
                predicted.length == truth.length && predicted.length >= 2,
                "A ranking needs two or more pairs, got %d predictions and %d true scores",
                predicted.length,
                truth.length);
    }
}
