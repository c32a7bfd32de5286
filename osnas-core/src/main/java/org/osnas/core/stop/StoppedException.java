package org.osnas.core.stop;

/** Work was asked to stop, and did. Everything that it needs to go on is saved. */
public class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String MESSAGE = "Stopped; all progress is saved.";

    StoppedException() {
        this(MESSAGE);
    }

    StoppedException(Throwable cause) {
        super(MESSAGE, cause);
    }

    protected StoppedException(String message) {
        super(message);
    }
}
