package org.osnas.core.stop;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks work to stop within a second, at a place where nothing is lost that cannot be computed again. Work that nothing is
 * kept of ends at once; a training step may end by itself for a short time of grace, and its training is saved. Thread-safe.
 */
public final class StopSignal {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final long grace;
    private volatile boolean requested;
    private volatile long since;
    private volatile boolean unsaved;
    private @Nullable Thread waiting;

    public StopSignal() {
        this(GRACE);
    }

    /**
     * @param grace how long a step that was begun may go on
     */
    public StopSignal(Duration grace) {
        this.grace = grace.toNanos();
    }

    /** Asks to stop; who waits for something is interrupted. */
    public synchronized void request() {
        if (!requested) {
            since = System.nanoTime();
            requested = true;
        }
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    public boolean requested() {
        return requested;
    }

    /**
     * Ends work that nothing is kept of.
     *
     * @throws StoppedException if it was asked to stop
     */
    public void check() {
        if (requested) {
            throw new StoppedException();
        }
    }

    /**
     * Ends a step that has had its time of grace.
     *
     * @throws StoppedException if it was asked to stop longer ago
     */
    public void checkOverdue() {
        if (requested && System.nanoTime() - since >= grace) {
            throw new StoppedException();
        }
    }

    /** Whether a step that took so many nanoseconds could need more than the time of grace. */
    public boolean outlasts(long nanos) {
        return nanos > grace;
    }

    /**
     * Waits for something that another thread makes, a batch of data; a stop interrupts it.
     *
     * @throws StoppedException if it was asked to stop
     */
    public <T> T await(Supplier<T> source) {
        begin();
        try {
            return source.get();
        } catch (RuntimeException e) {
            if (requested) {
                throw new StoppedException(e);
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        check();
        waiting = Thread.currentThread();
    }

    private synchronized void end() {
        waiting = null;
        if (requested) {
            // What follows, such as saving a state, is not to be interrupted.
            Thread.interrupted();
        }
    }

    /** Says whether there is something now that is worth to wait for until it is saved. */
    public void unsaved(boolean something) {
        unsaved = something;
    }

    /** Whether there is something that is worth to wait for until it is saved. */
    public boolean unsaved() {
        return unsaved;
    }
}
