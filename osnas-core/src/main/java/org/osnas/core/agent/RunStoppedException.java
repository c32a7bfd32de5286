package org.osnas.core.agent;

import org.osnas.core.stop.StoppedException;

/** The run was asked to stop, and did so after saving all it needs to go on. */
public final class RunStoppedException extends StoppedException {
    private static final long serialVersionUID = 1L;

    RunStoppedException(Phase phase, long done, long total) {
        super("Stopped in phase " + phase.word() + " at " + done + " of " + total + "; all progress is saved.");
    }
}
