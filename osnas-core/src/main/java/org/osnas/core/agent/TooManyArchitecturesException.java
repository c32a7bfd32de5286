package org.osnas.core.agent;

import java.math.BigInteger;
import org.osnas.api.spi.BadInputException;

/** All architectures within a budget were to be trained, but they are too many. */
public final class TooManyArchitecturesException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final BigInteger count;
    private final int most;

    TooManyArchitecturesException(BigInteger count, String space, int most) {
        super("%d architectures of space %s are within the budget, too many to train all of them (at most %d)"
                .formatted(count, space, most));
        this.count = count;
        this.most = most;
    }

    /** How many there are. */
    public BigInteger count() {
        return count;
    }

    /** How many are allowed. */
    public int most() {
        return most;
    }
}
