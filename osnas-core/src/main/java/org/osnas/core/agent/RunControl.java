package org.osnas.core.agent;

/** Who is told about a run, and who may stop it. */
public record RunControl(RunListener listener, StopSignal stop) {

    /** A run that nobody watches or stops. */
    public static RunControl unattended() {
        return new RunControl(RunListener.NONE, new StopSignal());
    }
}
