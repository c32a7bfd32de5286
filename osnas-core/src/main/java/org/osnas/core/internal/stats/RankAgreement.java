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
