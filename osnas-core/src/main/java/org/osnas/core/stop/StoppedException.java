package org.osnas.core.stop;

/** Work was asked to stop, and did. Everything that it needs to go on is saved. */
public class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        this((Throwable) null);
    }

    StoppedException(Throwable cause) {
        super("Stopped; all progress is saved.", cause);
    }

    protected StoppedException(String message) {
        super(message);
    }
}
