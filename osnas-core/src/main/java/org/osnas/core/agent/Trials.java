package org.osnas.core.agent;

import org.osnas.api.spi.Check;

/** A number of architectures that a search may score. */
public record Trials(int count) {

    public Trials {
        Check.atLeast("trials", count, 1);
    }

    public static Trials of(int count) {
        return new Trials(count);
    }
}
