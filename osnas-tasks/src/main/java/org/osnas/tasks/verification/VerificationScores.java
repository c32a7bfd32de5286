package org.osnas.tasks.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Exhibit;

/**
 * How well similarities tell pairs that show the same from pairs that do not.
 *
 * @param accuracy mean over {@value #FOLDS} folds of the share of pairs that the best threshold of the other folds takes
 *     right. A fold is one of as many equal runs of the pairs in their order, as in the protocol of Labeled Faces in the
 *     Wild (Huang et al. 2007)
 * @param auc area under the ROC curve: the chance that a pair alike is more similar than one that is not, where equal
 *     ones count half
 * @param equalErrorRate share of wrong decisions at the threshold where as large a share of the one kind is wrong as of
 *     the other, between two thresholds by interpolation
 * @param acceptedAt100 share of the pairs alike that is accepted at a threshold where at most 1 in 100 others is (TAR at
 *     FAR 1e-2)
 * @param acceptedAt1000 the same at 1 in 1000
 * @param positives similarities of the pairs alike, in rising order
 * @param negatives those of the others
 */
record VerificationScores(
        double accuracy,
        double auc,
        double equalErrorRate,
        double acceptedAt100,
        double acceptedAt1000,
        double[] positives,
        double[] negatives) {

    static final int FOLDS = 10;

    /**
     * @param similarities of the pairs, in their order
     * @param same which of them show the same
     * @throws org.osnas.api.spi.BadInputException if there are fewer pairs than folds, or only of one kind
     */
    static VerificationScores of(double[] similarities, boolean[] same) {
        int alike = (int) IntStream.range(0, same.length).filter(i -> same[i]).count();
        Check.that(
                same.length >= FOLDS && alike > 0 && alike < same.length,
                "There are %d pairs, of which %d show the same. Verification needs at least %d, and both kinds",
                same.length,
                alike,
                FOLDS);
        double[] positives = kind(similarities, same, true);
        double[] negatives = kind(similarities, same, false);
        return new VerificationScores(
                accuracy(similarities, same),
                auc(positives, negatives),
                equalErrorRate(positives, negatives),
                acceptedAt(0.01, positives, negatives),
                acceptedAt(0.001, positives, negatives),
                positives,
                negatives);
    }

    /** The ROC curve: by share of others that are accepted, the share of pairs alike that are, at about so many points. */
    List<Exhibit.Point> curve(int points) {
        List<Exhibit.Point> curve = new ArrayList<>();
        for (int i = 0; i <= points; i++) {
            double rate = (double) i / points;
            double accepted = i == points ? 1 : acceptedAt(rate, positives, negatives);
            curve.add(new Exhibit.Point(rate, accepted));
        }
        return curve;
    }

    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", accuracy);
        metrics.put("auc", auc);
        metrics.put("equal_error_rate", equalErrorRate);
        metrics.put("tar_at_far_0.01", acceptedAt100);
        metrics.put("tar_at_far_0.001", acceptedAt1000);
        return metrics;
    }

    /** In rising order. */
    private static double[] kind(double[] similarities, boolean[] same, boolean wanted) {
        return IntStream.range(0, same.length)
                .filter(i -> same[i] == wanted)
                .mapToDouble(i -> similarities[i])
                .sorted()
                .toArray();
    }

    private static double accuracy(double[] similarities, boolean[] same) {
        int n = same.length;
        Integer[] falling = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(falling, Comparator.comparingDouble((Integer i) -> -similarities[i]));
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int from = (int) ((long) n * fold / FOLDS);
            int to = (int) ((long) n * (fold + 1) / FOLDS);
            double threshold = bestThreshold(falling, similarities, same, from, to);
            int right = 0;
            for (int i = from; i < to; i++) {
                right += similarities[i] >= threshold == same[i] ? 1 : 0;
            }
            sum += (double) right / (to - from);
        }
        return sum / FOLDS;
    }

    /** Between two similarities of the pairs outside of the fold; of equally good ones the highest. */
    private static double bestThreshold(Integer[] falling, double[] similarities, boolean[] same, int from, int to) {
        int[] others = Arrays.stream(falling)
                .mapToInt(Integer::intValue)
                .filter(i -> i < from || i >= to)
                .toArray();
        // What is right beyond the pairs that are not alike, if the first ones are accepted.
        int right = 0;
        int most = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < others.length; k++) {
            right += same[others[k]] ? 1 : -1;
            double here = similarities[others[k]];
            double next = k + 1 < others.length ? similarities[others[k + 1]] : Double.NEGATIVE_INFINITY;
            if (right > most && here != next) {
                most = right;
                best = Double.isInfinite(next) ? next : (here + next) / 2;
            }
        }
        return best;
    }

    private static double auc(double[] positives, double[] negatives) {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double p : positives) {
            while (below < negatives.length && negatives[below] < p) {
                below++;
            }
            while (notAbove < negatives.length && negatives[notAbove] <= p) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / positives.length / negatives.length;
    }

    private static double acceptedAt(double rate, double[] positives, double[] negatives) {
        int allowed = (int) Math.floor(rate * negatives.length + 1e-9);
        double mustExceed = negatives[negatives.length - 1 - allowed];
        long accepted = Arrays.stream(positives).filter(p -> p > mustExceed).count();
        return (double) accepted / positives.length;
    }

    private static double equalErrorRate(double[] positives, double[] negatives) {
        // Thresholds that fall: from nothing accepted (no false accept, all false rejects) to all accepted.
        double acceptedBefore = 0;
        double rejectedBefore = 1;
        int p = positives.length;
        int n = negatives.length;
        while (p > 0 || n > 0) {
            double threshold = Math.max(
                    p > 0 ? positives[p - 1] : Double.NEGATIVE_INFINITY,
                    n > 0 ? negatives[n - 1] : Double.NEGATIVE_INFINITY);
            while (p > 0 && positives[p - 1] == threshold) {
                p--;
            }
            while (n > 0 && negatives[n - 1] == threshold) {
                n--;
            }
            double accepted = 1 - (double) n / negatives.length;
            double rejected = (double) p / positives.length;
            if (accepted >= rejected) {
                // Where the line between the two points crosses the diagonal.
                double gapBefore = rejectedBefore - acceptedBefore;
                double gap = accepted - rejected;
                double share = gapBefore / (gapBefore + gap);
                return acceptedBefore + share * (accepted - acceptedBefore);
            }
            acceptedBefore = accepted;
            rejectedBefore = rejected;
        }
        throw new IllegalStateException("At the lowest threshold all are accepted");
    }
}
