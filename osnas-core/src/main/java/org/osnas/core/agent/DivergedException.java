package org.osnas.core.agent;

import org.osnas.api.spi.BadInputException;

/** A training ran into values that are not numbers: the configuration asks for more than the optimizer can do. */
public final class DivergedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final long step;

    DivergedException(Phase phase, long step, String lastCheckpoint, ArithmeticException cause) {
        super(
                "The %s training diverged at step %d. %s. %s"
                        .formatted(phase.word(), step, cause.getMessage(), lastCheckpoint),
                cause);
        this.phase = phase;
        this.step = step;
    }

    /** The phase whose training it was. */
    public Phase phase() {
        return phase;
    }

    /** Steps that were done before. */
    public long step() {
        return step;
    }
}
