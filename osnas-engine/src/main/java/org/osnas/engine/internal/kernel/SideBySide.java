package org.osnas.engine.internal.kernel;

import java.util.List;

/**
 * Runs tasks on a thread each. The kernels within a task do not share their work with other threads, but divide it as
 * if they did, so that a task gives the same bits as on a thread that calls for help.
 */
public final class SideBySide {

    private static final ThreadLocal<Boolean> WITHIN = ThreadLocal.withInitial(() -> false);

    private SideBySide() {}

    /** Whether the calling thread runs one of several tasks. */
    static boolean within() {
        return WITHIN.get();
    }

    /** Runs all tasks and returns when they are done; rethrows the first failure. A task alone may call for help. */
    public static void run(List<Runnable> tasks) {
        if (tasks.size() == 1) {
            tasks.get(0).run();
            return;
        }
        Parallel.run(tasks.size(), tasks.size(), (task, from, to) -> {
            boolean before = WITHIN.get();
            WITHIN.set(true);
            try {
                tasks.get(task).run();
            } finally {
                WITHIN.set(before);
            }
        });
    }
}
