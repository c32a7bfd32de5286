package org.osnas.api.cost;

import org.osnas.api.spi.BadInputException;

/** No architecture of the space meets the budget. The message names the reachable range; exit status 3. */
public final class UnreachableBudgetException extends BadInputException {
    private static final long serialVersionUID = 1L;

    public UnreachableBudgetException(String message) {
        super(message);
    }
}
