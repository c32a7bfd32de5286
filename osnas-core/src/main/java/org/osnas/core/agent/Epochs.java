package org.osnas.core.agent;

import org.osnas.api.spi.Check;

/** A number of passes over the training data. */
public record Epochs(int count) implements Length {

    public Epochs {
        Check.atLeast("epochs", count, 1);
    }

    public static Epochs of(int count) {
        return new Epochs(count);
    }

    @Override
    public long steps(int perEpoch) {
        return (long) count * perEpoch;
    }
}
