package org.osnas.core.config;

import org.osnas.api.spi.BadInputException;

/** A word that is to override a value of a configuration cannot be read. */
public final class OverrideException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String override;

    OverrideException(String override, String problem) {
        super(problem);
        this.override = override;
    }

    /** As it was given. */
    public String override() {
        return override;
    }
}
