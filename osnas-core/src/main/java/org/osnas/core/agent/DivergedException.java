package org.osnas.core.agent;

import org.osnas.api.spi.BadInputException;

/** A training ran into values that are not numbers: the configuration asks for more than the optimizer can do. */
public final class DivergedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    DivergedException(Phase phase, long step, String lastCheckpoint, ArithmeticException cause) {
        super(
                "The %s training diverged at step %d. %s (%s.optimizer in the configuration). %s"
                        .formatted(phase.word(), step, cause.getMessage(), phase.word(), lastCheckpoint),
                cause);
    }
}
