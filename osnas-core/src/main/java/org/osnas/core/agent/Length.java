package org.osnas.core.agent;

import java.util.OptionalDouble;
import org.osnas.api.spi.Check;

/** How long to train: a number of steps, or of passes over the training data, perhaps within some time. */
public sealed interface Length permits Steps, Epochs, Length.Within {

    /** As given. */
    int count();

    /**
     * The length in training steps.
     *
     * @param perEpoch steps of one pass over the data
     */
    long steps(int perEpoch);

    /** Most seconds that the training takes, if there is such a bound. */
    default OptionalDouble seconds() {
        return OptionalDouble.empty();
    }

    /**
     * The same length, but no longer than some time, over all interruptions. Learning rates then fall as the time goes
     * by, should that be faster than the steps; how many steps are done differs from one time to the next, so the result
     * is not reproducible.
     */
    default Length within(double seconds) {
        return new Within(this, seconds);
    }

    /**
     * A length that ends with its time at the latest.
     *
     * @param most what is done if there is time enough
     */
    record Within(Length most, double limit) implements Length {

        public Within {
            Check.positive("seconds", limit);
        }

        @Override
        public int count() {
            return most.count();
        }

        @Override
        public long steps(int perEpoch) {
            return most.steps(perEpoch);
        }

        @Override
        public OptionalDouble seconds() {
            return OptionalDouble.of(limit);
        }
    }
}
