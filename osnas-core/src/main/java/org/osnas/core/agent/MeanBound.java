package org.osnas.core.agent;

import org.osnas.api.spi.Check;
import org.osnas.api.task.MeanScore;

/**
 * How far the mean of a finite population can be from that of a part of it, drawn in random order without replacement.
 *
 * <p>If the mean of all were {@code t}, one as low as {@code x} after {@code n} of {@code N} values has, on the scale
 * where values are from 0 to 1, at most the probability {@code exp(-n kl(x, t))} (Hoeffding 1963, Theorems 1 and 4,
 * https://doi.org/10.1080/01621459.1963.10500830, strong where scores are near an end of their range), and at most
 * {@code exp(-2 n (t-x)² / ρ)} with a {@code ρ} that vanishes towards the end of the population (Serfling 1974; Bardenet
 * and Maillard 2015, Theorem 2.4, https://arxiv.org/abs/1309.4029). Empirical Bernstein bounds were not taken: their
 * constants cost more than they save before some ten thousand examples.
 */
final class MeanBound {

    private MeanBound() {}

    /**
     * Whether the mean of all values is below a threshold.
     *
     * @param seen values of a part
     * @param total values in all
     * @param risk probability of saying so wrongly, of a population whose mean is not below; with 0 only what holds
     *     whatever the other values are
     */
    public static boolean below(double threshold, MeanScore seen, long total, double risk) {
        Check.that(
                seen.examples() <= total,
                "%d examples were evaluated, but the split is said to have %d; correct Dataflow.size",
                seen.examples(),
                total);
        double bestOfAll = (seen.sum() + (total - seen.examples()) * seen.most()) / total;
        if (bestOfAll < threshold) {
            return true;
        }
        if (!(seen.mean() < threshold)) {
            return false;
        }
        double width = seen.most() - seen.least();
        double x = (seen.mean() - seen.least()) / width;
        double t = (threshold - seen.least()) / width;
        double n = seen.examples();
        double rho = 2 * n <= total ? 1 - (n - 1) / total : (1 - n / total) * (1 + 1 / n);
        double exponent = n * Math.max(divergence(x, t), 2 * (t - x) * (t - x) / rho);
        // Each of the two bounds may be wrong half of the time that is allowed.
        return exponent >= Math.log(2 / risk);
    }

    /** Kullback and Leibler's divergence of two probabilities. */
    private static double divergence(double x, double t) {
        return term(x, t) + term(1 - x, 1 - t);
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }
}
