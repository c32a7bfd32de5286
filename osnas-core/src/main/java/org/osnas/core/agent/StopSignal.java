package org.osnas.core.agent;

/** Asks a run to stop at the next safe point. Thread-safe. */
public final class StopSignal {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean requested() {
        return requested;
    }
}
