package org.osnas.core.agent;

/** Who is told about a run, and who may stop it. */
public record RunControl(RunListener listener, StopSignal stop) {

    /** A run that nobody watches or stops. */
    public static RunControl unattended() {
        return new RunControl(RunListener.NONE, new StopSignal());
    }

    /**
     * Ends the run here if it was asked to stop; all that is done must be saved by now.
     *
     * @throws RunStoppedException if so
     */
    public void requireGoingOn(Phase phase, long done, long total) {
        if (stop.requested()) {
            throw new RunStoppedException(phase, done, total);
        }
    }
}
