package org.osnas.core.agent;

import java.util.function.Supplier;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/** Who is told about a run, and who may stop it. */
public record RunControl(RunListener listener, StopSignal stop) {

    /** A run that nobody watches or stops. */
    public static RunControl unattended() {
        return new RunControl(RunListener.NONE, new StopSignal());
    }

    /**
     * Does work of which nothing is kept if it is asked to stop in its midst.
     *
     * @throws StoppedException if so
     */
    public <T> T wholly(Phase phase, long done, long total, Supplier<T> work) {
        try {
            return work.get();
        } catch (StoppedException e) {
            throw e.orIn(phase.word(), done, total);
        }
    }

    /**
     * Ends the run here if it was asked to stop; all that is done must be saved by now.
     *
     * @throws StoppedException if so
     */
    public void requireGoingOn(Phase phase, long done, long total) {
        if (stop.requested()) {
            throw StoppedException.in(phase.word(), done, total);
        }
    }
}
