package org.osnas.core.agent;

import java.util.Optional;
import java.util.function.Supplier;
import org.osnas.core.job.JobRunner;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/**
 * Who is told about a run, who may stop it, and where its jobs run.
 *
 * @param jobs runs what can be divided into jobs; without it that is done here, one after another
 */
public record RunControl(RunListener listener, StopSignal stop, Optional<JobRunner> jobs) {

    /** Of a run that does all by itself. */
    public RunControl(RunListener listener, StopSignal stop) {
        this(listener, stop, Optional.empty());
    }

    /** A run that nobody watches or stops. */
    public static RunControl unattended() {
        return new RunControl(RunListener.NONE, new StopSignal());
    }

    /** The same, of what must be done here. */
    public RunControl withoutJobs() {
        return new RunControl(listener, stop);
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
