package org.osnas.cli;

import org.osnas.core.internal.cost.Stopwatch;

/** A clock that goes on by a second whenever it is read: whatever is timed takes one, on any machine. */
public final class TickingClock implements Stopwatch {

    private long now;

    @Override
    public long nanoTime() {
        now += 1_000_000_000;
        return now;
    }
}
