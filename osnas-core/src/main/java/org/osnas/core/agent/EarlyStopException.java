package org.osnas.core.agent;

import org.osnas.api.spi.BadInputException;

/** Scoring is to stop early where the result needs scores that would then not be known. */
public final class EarlyStopException extends BadInputException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot. */
    public enum Reason {
        /** The search strategy weighs scores against costs: a low score may be on the Pareto front. */
        SEVERAL_OBJECTIVES,
        /** Fewer architectures are scored to the end than are wanted. */
        TOO_FEW_KEPT
    }

    private final Reason reason;

    EarlyStopException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
