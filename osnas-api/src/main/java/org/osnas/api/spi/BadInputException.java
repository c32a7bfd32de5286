package org.osnas.api.spi;

import java.util.Objects;

/**
 * Something that a person gave (a setting, a file, an argument) cannot be used. The message stands alone: what was
 * given, what is allowed, what to do. The command line prints it without a stack trace and exits with status 2.
 */
public class BadInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message that it was made with; there always is one. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "a BadInputException was made without a message");
    }
}
