package org.osnas.core.cost;

import org.osnas.api.cost.Conditions;
import org.osnas.api.spi.Check;

/**
 * How latency is measured.
 *
 * @param batch images of a pass
 * @param threads that compute; at most the machine's processors
 * @param warmUp rounds over all blocks before the first that counts; up to a hundred times as many within a second
 * @param repeats rounds that count; a block's latency is the median of its times in them
 * @param drift largest distance of the reference kernel's time from its median, as a share of the median, at which a
 *     round counts
 * @param extraRounds most rounds that are measured in place of drifting ones
 */
public record LatencyOptions(int batch, int threads, int warmUp, int repeats, double drift, int extraRounds) {

    /** One image, all processors, 5 rounds or a second to warm up, 31 that count, 20 % of drift, as many rounds again at most. */
    public static final LatencyOptions DEFAULT =
            new LatencyOptions(1, Runtime.getRuntime().availableProcessors(), 5, 31, 0.2, 31);

    public LatencyOptions {
        Check.atLeast("batch", batch, 1);
        Check.atLeast("threads", threads, 1);
        Check.atLeast("warm-up rounds", warmUp, 0);
        Check.atLeast("repeats", repeats, 1);
        Check.positive("drift", drift);
        Check.atLeast("extra rounds", extraRounds, 0);
    }

    public LatencyOptions withBatch(int images) {
        return new LatencyOptions(images, threads, warmUp, repeats, drift, extraRounds);
    }

    /** Other repeats, and as many extra rounds at most. */
    public LatencyOptions withRepeats(int rounds) {
        return new LatencyOptions(batch, threads, warmUp, rounds, drift, rounds);
    }

    public LatencyOptions withThreads(int count) {
        return new LatencyOptions(batch, count, warmUp, repeats, drift, extraRounds);
    }

    /** What a table measured so holds for. */
    public Conditions conditions() {
        return new Conditions(batch, threads);
    }

    public LatencyOptions under(Conditions conditions) {
        return withBatch(conditions.batch()).withThreads(conditions.threads());
    }
}
