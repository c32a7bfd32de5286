package org.osnas.core.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osnas.api.random.Seeds;
import org.osnas.core.compare.Rankings.Agreement;
import org.osnas.core.compare.Rankings.Estimate;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.internal.stats.RankAgreement;
import org.osnas.core.stats.Interval;

/** Architectures with their accuracies and costs, from which rankings are estimated by resampling them and the seeds. */
record RankingSample(double[] truth, double[] costs, Bootstrap bootstrap) {

    boolean isLargeEnough() {
        return truth.length >= Agreement.FEWEST;
    }

    /** The mean of a measure over the seeds. */
    double mean(Agreement agreement, List<double[]> scores) {
        return mean(agreement, scores, truth, costs);
    }

    private static double mean(Agreement agreement, List<double[]> scores, double[] truth, double[] costs) {
        return scores.stream()
                .mapToDouble(s -> of(agreement, s, truth, costs))
                .average()
                .orElse(Double.NaN);
    }

    /** All measures with their intervals. */
    Map<Agreement, Estimate> estimates(List<double[]> scores) {
        Map<Agreement, Estimate> estimates = new EnumMap<>(Agreement.class);
        for (Agreement agreement : Agreement.values()) {
            RandomGenerator seeds = Seeds.generator(bootstrap.seed(), "bootstrap-seeds", 0);
            Interval interval = isLargeEnough()
                    ? bootstrap.interval(truth.length, drawn -> resampled(agreement, scores, drawn, seeds))
                    : new Interval(Double.NaN, Double.NaN);
            estimates.put(agreement, new Estimate(mean(agreement, scores), interval));
        }
        return estimates;
    }

    private double resampled(Agreement agreement, List<double[]> scores, int[] drawn, RandomGenerator seeds) {
        List<double[]> some = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            some.add(pick(scores.get(seeds.nextInt(scores.size())), drawn));
        }
        return mean(agreement, some, pick(truth, drawn), pick(costs, drawn));
    }

    /** How often the sign of a difference turns where both are of the same architectures, twice: a two-sided test. */
    double probability(Agreement agreement, List<double[]> first, List<double[]> second) {
        RandomGenerator seeds = Seeds.generator(bootstrap.seed(), "bootstrap-pairs", 0);
        int[] counts = new int[3];
        bootstrap.interval(truth.length, drawn -> {
            double difference = resampled(agreement, first, drawn, seeds) - resampled(agreement, second, drawn, seeds);
            counts[0] += difference <= 0 ? 1 : 0;
            counts[1] += difference >= 0 ? 1 : 0;
            counts[2]++;
            return difference;
        });
        // One more on both sides, since no share of resamples shows a probability of zero.
        return Math.min(1, 2.0 * (Math.min(counts[0], counts[1]) + 1) / (counts[2] + 1));
    }

    /** The value of a measure for the scores of one supernet; architectures that have no score or no accuracy are left out. */
    static double of(Agreement agreement, double[] scores, double[] truth, double[] costs) {
        int[] known = IntStream.range(0, truth.length)
                .filter(i -> !Double.isNaN(scores[i]) && !Double.isNaN(truth[i]))
                .toArray();
        double[] s = pick(scores, known);
        double[] t = pick(truth, known);
        if (known.length < 2) {
            return Double.NaN;
        }
        return switch (agreement) {
            case OVER_ALL -> RankAgreement.kendall(s, t);
            case IN_BANDS -> RankAgreement.kendallWithin(s, t, pick(costs, known), Agreement.BAND);
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

    private static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
