package org.osnas.core.agent;

import org.osnas.api.spi.Check;

/** A number of training steps. */
public record Steps(int count) implements Length {

    public Steps {
        Check.atLeast("steps", count, 1);
    }

    public static Steps of(int count) {
        return new Steps(count);
    }

    @Override
    public long steps(int perEpoch) {
        return count;
    }
}
