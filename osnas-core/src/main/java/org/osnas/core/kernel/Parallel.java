package org.osnas.core.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
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
    private static final ExecutorService WORKERS = workers();

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
        if (threads == 1) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                body.run(chunk, bound(rows, chunks, chunk), bound(rows, chunks, chunk + 1));
            }
            return;
        }
        Job job = new Job(rows, chunks, body);
        for (int i = 1; i < threads; i++) {
            WORKERS.execute(job);
        }
        job.run();
        job.await();
    }

    private static int bound(int rows, int chunks, int chunk) {
        return (int) ((long) rows * chunk / chunks);
    }

    private static ExecutorService workers() {
        AtomicInteger number = new AtomicInteger();
        int max = Math.max(MAX_CHUNKS, Runtime.getRuntime().availableProcessors());
        var pool = new ThreadPoolExecutor(max, max, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "osnas-kernel-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
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
