package org.osnas.core.stop;

/** Work was asked to stop, and did. Everything that it needs to go on is saved. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String SAVED = "all progress is saved.";

    private final boolean placed;

    private StoppedException(String message, boolean placed) {
        super(message);
        this.placed = placed;
    }

    StoppedException() {
        this("Stopped; " + SAVED, false);
    }

    StoppedException(Throwable cause) {
        this();
        initCause(cause);
    }

    /**
     * Says where the work stands.
     *
     * @param phase of the work: {@code supernet}
     * @param done what is done of it and saved
     */
    public static StoppedException in(String phase, long done, long total) {
        return new StoppedException("Stopped in phase %s at %d of %d; %s".formatted(phase, done, total, SAVED), true);
    }

    /** This, or what says where the work stands if this does not. */
    public StoppedException orIn(String phase, long done, long total) {
        return placed ? this : in(phase, done, total);
    }
}
