package org.osnas.core.compare;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.osnas.core.internal.stats.RankAgreement;

/** A measure of how well scores rank architectures whose accuracies are known. */
public enum Agreement {
    /** Kendall's τ-b over all architectures. */
    OVER_ALL,
    /** τ-b over the pairs whose costs differ by at most {@link #BAND}. */
    IN_BANDS,
    /** τ-b within the better half. */
    BETTER_HALF,
    /** What is missing of the best accuracy when the architecture with the best score is taken. */
    REGRET;

    /** Costs that differ by at most this share are one band. */
    public static final double BAND = 0.15;

    /** Fewer architectures say too little for an interval: their resamples are mostly the same few. */
    public static final int FEWEST = 10;

    /** In files: {@code in-bands}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its value; architectures that have no score or no accuracy are left out. */
    double of(double[] scores, double[] truth, double[] costs) {
        int[] known = IntStream.range(0, truth.length)
                .filter(i -> !Double.isNaN(scores[i]) && !Double.isNaN(truth[i]))
                .toArray();
        double[] s = pick(scores, known);
        double[] t = pick(truth, known);
        if (known.length < 2) {
            return Double.NaN;
        }
        return switch (this) {
            case OVER_ALL -> RankAgreement.kendall(s, t);
            case IN_BANDS -> RankAgreement.kendallWithin(s, t, pick(costs, known), BAND);
            case BETTER_HALF -> {
                int[] better = IntStream.range(0, t.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -t[i]))
                        .limit((t.length + 1) / 2)
                        .mapToInt(i -> i)
                        .toArray();
                yield better.length < 2 ? Double.NaN : RankAgreement.kendall(pick(s, better), pick(t, better));
            }
            case REGRET -> RankAgreement.topRegret(s, t, 1);
        };
    }

    static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
