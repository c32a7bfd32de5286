package org.osnas.api.task;

import org.osnas.api.spi.Check;

/**
 * A score that is the mean of one value an example, as far as it is known.
 *
 * @param examples seen so far
 * @param sum of their values
 * @param least value that an example can have
 * @param most value that an example can have
 */
public record MeanScore(long examples, double sum, double least, double most) {

    public MeanScore {
        Check.that(examples > 0, "the mean of a score needs at least one example, got %d", examples);
        Check.that(
                Double.isFinite(least) && Double.isFinite(most) && least < most,
                "the value of an example must have a finite range that is not a point, got %s to %s",
                least,
                most);
    }

    /** The score of the examples seen so far. */
    public double mean() {
        return sum / examples;
    }
}
