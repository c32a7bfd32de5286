package org.osnas.api.score;

import java.util.Optional;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.Check;

/**
 * What a scorer says of an architecture.
 *
 * @param value larger is better; not-a-number if the evaluation failed
 * @param partial how far the evaluation came if it was given up early
 * @param passes forward-backward passes that were spent on it, beyond those of a supernet that serves all
 */
public record Score(double value, Optional<Trial.Partial> partial, long passes) {

    public Score {
        Check.that(passes >= 0, "a score costs 0 or more passes, got %d", passes);
    }

    /** A score that is known to its end without training. */
    public static Score of(double value) {
        return new Score(value, Optional.empty(), 0);
    }

    /** A score at the end of a training of its own. */
    public static Score trained(double value, long passes) {
        return new Score(value, Optional.empty(), passes);
    }

    /** Whether the evaluation failed. */
    public boolean failed() {
        return Double.isNaN(value);
    }

    /** Whether it is a score that compares with every other complete one. */
    public boolean complete() {
        return !failed() && partial.isEmpty();
    }
}
