package org.osnas.engine.internal.kernel;

/** Splits a batch among the kernels' threads for work that is not a kernel of this package, such as native calls. */
public final class BatchParts {

    /** Work on rows {@code from} (inclusive) to {@code to} (exclusive), part number {@code part}. */
    public interface Body {
        void run(int part, int from, int to);
    }

    private BatchParts() {}

    /**
     * Into how many parts to split {@code rows} rows that hold {@code elements} elements together: one a thread, or a
     * single one if they are few or if native operations have threads of their own.
     */
    public static int count(int rows, long elements) {
        if (elements < Parallel.INLINE_ELEMENTS || !OpenMp.isSingle()) {
            return 1;
        }
        return Math.max(1, Math.min(rows, KernelThreads.threads()));
    }

    /** The first row of a part; that of part number {@code parts} is the end. */
    public static int bound(int rows, int parts, int part) {
        return Parallel.bound(rows, parts, part);
    }

    /** Runs all parts, each once, and returns when they are done; rethrows the first failure. */
    public static void run(int rows, int parts, Body body) {
        Parallel.run(rows, parts, body::run);
    }
}
