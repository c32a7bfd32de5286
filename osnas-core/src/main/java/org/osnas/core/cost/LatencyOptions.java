package org.osnas.core.cost;

import org.osnas.api.spi.Check;

/**
 * How latency is measured.
 *
 * @param batch images of a pass
 * @param warmUp rounds over all blocks before the first that counts
 * @param repeats rounds that count; a block's latency is the median of its times in them
 * @param drift largest distance of the reference kernel's time from its median, as a share of the median, at which a
 *     round counts
 * @param extraRounds most rounds that are measured in place of drifting ones
 */
public record LatencyOptions(int batch, int warmUp, int repeats, double drift, int extraRounds) {

    /** One image, 5 rounds to warm up, 31 that count, 20 % of drift, as many rounds again at most. */
    public static final LatencyOptions DEFAULT = new LatencyOptions(1, 5, 31, 0.2, 31);

    public LatencyOptions {
        Check.atLeast("batch", batch, 1);
        Check.atLeast("warm-up rounds", warmUp, 0);
        Check.atLeast("repeats", repeats, 1);
        Check.positive("drift", drift);
        Check.atLeast("extra rounds", extraRounds, 0);
    }

    public LatencyOptions withBatch(int images) {
        return new LatencyOptions(images, warmUp, repeats, drift, extraRounds);
    }

    /** Other repeats, and as many extra rounds at most. */
    public LatencyOptions withRepeats(int rounds) {
        return new LatencyOptions(batch, warmUp, rounds, drift, rounds);
    }
}
