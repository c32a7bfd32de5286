package org.osnas.cli;

import java.util.OptionalDouble;

/**
 * How fast a phase goes on, once enough of it was seen to say so: the first pieces set up what the others use again.
 *
 * @param before what was done before this process began
 * @param total of the phase
 */
record Pace(long before, long total, String unit) {

    private static final long LEAST_PIECES = 3;
    private static final double LEAST_SECONDS = 2;

    /** Pieces in a second; empty as long as it would be a guess. */
    OptionalDouble rate(long done, double seconds) {
        long here = done - before;
        return here >= LEAST_PIECES && seconds >= LEAST_SECONDS
                ? OptionalDouble.of(here / seconds)
                : OptionalDouble.empty();
    }

    /** {@code , 0.3 steps/s, 5 min left}; nothing as long as it would be a guess, and no time left at the end. */
    String text(long done, double seconds) {
        OptionalDouble rate = rate(done, seconds);
        if (rate.isEmpty()) {
            return "";
        }
        String left = done < total ? ", " + Units.duration((total - done) / rate.getAsDouble()) + " left" : "";
        return ", " + Units.rate(rate.getAsDouble(), unit) + left;
    }
}
