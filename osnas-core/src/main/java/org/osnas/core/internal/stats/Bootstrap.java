package org.osnas.core.internal.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.core.stats.Interval;

/**
 * Percentile bootstrap: resamples the observations with replacement and takes the quantiles of the statistic (Efron
 * 1979, "Bootstrap methods: another look at the jackknife", https://doi.org/10.1214/aos/1176344552).
 *
 * @param resamples how often the observations are drawn
 * @param level share of the resamples inside the interval
 * @param seed of all draws
 */
public record Bootstrap(int resamples, double level, long seed) {

    public Bootstrap {
        Check.atLeast("resamples", resamples, 1);
        Check.that(level > 0 && level < 1, "level must be between 0 and 1, got %s", level);
    }

    /** 2,000 resamples, 95 %. */
    public static Bootstrap of(long seed) {
        return new Bootstrap(2000, 0.95, seed);
    }

    /**
     * The interval of a statistic.
     *
     * @param observations how many there are
     * @param statistic of the observations with these indices; resamples for which it is not a number do not count
     */
    public Interval interval(int observations, ToDoubleFunction<int[]> statistic) {
        Check.atLeast("observations", observations, 1);
        RandomGenerator random = Seeds.generator(seed, "bootstrap", 0);
        double[] values = new double[resamples];
        int[] drawn = new int[observations];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < observations; i++) {
                drawn[i] = random.nextInt(observations);
            }
            values[r] = statistic.applyAsDouble(drawn);
        }
        double[] usable = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        if (usable.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double tail = 50 * (1 - level);
        return new Interval(StatUtils.percentile(usable, tail), StatUtils.percentile(usable, 100 - tail));
    }

    /** The interval of the mean of some values. */
    public Interval mean(double[] values) {
        return interval(values.length, drawn -> IntStream.of(drawn)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow());
    }
}
