package org.osnas.tasks.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

/**
 * Batches that several threads make ahead of their taker, each from its number alone, taken in the order of their numbers.
 * At most {@code depth} wait or are being made. Closing waits for the threads and frees what nobody took. One thread
 * takes.
 */
public final class ParallelStream implements BatchStream {

    private final LongFunction<Batch> maker;
    private final long end;
    private final int depth;
    private final ExecutorService threads;
    private final Deque<Future<Optional<Batch>>> ahead = new ArrayDeque<>();
    private long next;
    private long taken;
    private volatile boolean closed;

    /**
     * @param maker called on several threads at once, once for each number
     * @param first number
     * @param end behind the last number
     */
    public ParallelStream(LongFunction<Batch> maker, long first, long end, int depth, int threads) {
        this.maker = maker;
        this.next = first;
        this.taken = first;
        this.end = end;
        this.depth = Check.atLeast("batches ahead", depth, 1);
        this.threads = Executors.newFixedThreadPool(Check.atLeast("threads", threads, 1), task -> {
            Thread thread = new Thread(task, "osnas-batches");
            thread.setDaemon(true);
            return thread;
        });
        fill();
    }

    private void fill() {
        while (next < end && ahead.size() < depth) {
            long number = next++;
            ahead.add(threads.submit(() -> closed ? Optional.empty() : Optional.of(maker.apply(number))));
        }
    }

    @Override
    public boolean hasNext() {
        return !closed && taken < end;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException(closed ? "The stream is closed" : "All batches were read");
        }
        try {
            // The failure of a batch is that of every later call, since nobody can have what follows it.
            Batch batch = ahead.element().get().orElseThrow();
            ahead.remove();
            taken++;
            fill();
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a batch", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        // What has not begun never will; what has is waited for, so that no thread works for nobody.
        closed = true;
        threads.shutdown();
        boolean interrupted = false;
        while (!ahead.isEmpty()) {
            try {
                ahead.element().get().ifPresent(Batch::close);
                ahead.remove();
            } catch (ExecutionException e) {
                ahead.remove();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
