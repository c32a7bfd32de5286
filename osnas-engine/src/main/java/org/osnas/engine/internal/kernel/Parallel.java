package org.osnas.engine.internal.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Splits rows into chunks whose number and bounds depend on the size alone, and runs the chunks on the calling thread
 * and on idle workers. Callers keep one partial result a chunk and combine them in chunk order, so sums do not depend
 * on the number of threads.
 */
final class Parallel {

    /** Work on rows {@code from} (inclusive) to {@code to} (exclusive), which are chunk number {@code chunk}. */
    interface Body {
        void run(int chunk, int from, int to);
    }

    /** Below this, waking a worker costs more than it saves. */
    static final int INLINE_ELEMENTS = 200_000;

    private static final int CHUNK_ELEMENTS = 100_000;
    private static final int MAX_CHUNKS = 16;
    // About as long as the short serial stretches between two kernels, and much shorter than a sleep and a wake-up
    // cost.
    private static final long SPIN_NANOS = 30_000;
    private static final ThreadPoolExecutor WORKERS = workers();

    private Parallel() {}

    /** The number of chunks for {@code rows} rows that hold {@code elements} elements together. */
    static int chunks(int rows, long elements) {
        if (elements < INLINE_ELEMENTS) {
            return 1;
        }
        return (int) Math.max(1, Math.min(rows, Math.min(MAX_CHUNKS, elements / CHUNK_ELEMENTS)));
    }

    /** Runs {@code body} once for each chunk and returns when all are done; rethrows the first failure. */
    static void run(int rows, int chunks, Body body) {
        int threads = Math.min(KernelThreads.threads(), chunks);
        if (threads == 1 || SideBySide.within()) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                body.run(chunk, bound(rows, chunks, chunk), bound(rows, chunks, chunk + 1));
            }
            return;
        }
        if (WORKERS.getCorePoolSize() < threads - 1) {
            WORKERS.setCorePoolSize(threads - 1);
        }
        Job job = new Job(rows, chunks, body);
        for (int i = 1; i < threads; i++) {
            WORKERS.execute(job);
        }
        job.run();
        job.await();
    }

    static int bound(int rows, int chunks, int chunk) {
        return (int) ((long) rows * chunk / chunks);
    }

    private static ThreadPoolExecutor workers() {
        AtomicInteger number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(1, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SpinningQueue(), task -> {
            Runnable quiet = () -> {
                OpenMp.apply();
                task.run();
            };
            Thread thread = new Thread(quiet, "osnas-kernel-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A step hands out work hundreds of times, so an idle worker looks out for more before it sleeps. */
    private static final class SpinningQueue extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + SPIN_NANOS;
            do {
                Runnable task = poll();
                if (task != null) {
                    return task;
                }
                Thread.onSpinWait();
            } while (System.nanoTime() < end);
            return super.poll(timeout, unit);
        }
    }

    /** Threads draw chunk numbers until none is left, so a busy pool can delay but never block the caller. */
    private static final class Job implements Runnable {
        private final int rows;
        private final int chunks;
        private final Body body;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(int rows, int chunks, Body body) {
            this.rows = rows;
            this.chunks = chunks;
            this.body = body;
            this.left = new CountDownLatch(chunks);
        }

        @Override
        public void run() {
            for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                try {
                    body.run(chunk, bound(rows, chunks, chunk), bound(rows, chunks, chunk + 1));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        void await() {
            long end = System.nanoTime() + SPIN_NANOS;
            while (left.getCount() > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (true) {
                try {
                    left.await();
                    break;
                } catch (InterruptedException e) {
                    // The buffers may be freed once we return, so the chunks under way must finish first.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (RuntimeException) thrown;
            }
        }
    }
}
