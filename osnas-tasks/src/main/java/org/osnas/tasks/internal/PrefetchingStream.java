package org.osnas.tasks.internal;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

/**
 * Prepares the next batches on a thread of its own, in the order of its source. Closing stops the thread, waits for it
 * and frees what nobody took. DL4J's AsyncDataSetIterator is not used because its shutdown drops prefetched arrays
 * without freeing them.
 */
public final class PrefetchingStream implements BatchStream {

    /** What the thread hands over: a batch, or how it ended. */
    private sealed interface Item {}

    private record Prepared(Batch batch) implements Item {}

    private record Failed(RuntimeException failure) implements Item {}

    private record Broken(Error error) implements Item {}

    private record End() implements Item {}

    private final BatchStream source;
    private final BlockingQueue<Item> queue;
    private final Thread thread;
    private @Nullable Item head;
    private boolean closed;

    /**
     * @param depth batches that wait to be taken at most
     */
    public PrefetchingStream(BatchStream source, int depth) {
        this.source = source;
        this.queue = new ArrayBlockingQueue<>(depth);
        this.thread = new Thread(this::prepare, "osnas-prefetch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A stream whose next batches are prepared.
     *
     * @param depth 0 for the stream itself
     */
    public static BatchStream of(BatchStream source, int depth) {
        return depth == 0 ? source : new PrefetchingStream(source, depth);
    }

    private void prepare() {
        Item item = new End();
        try {
            do {
                try {
                    item = source.hasNext() ? new Prepared(source.next()) : new End();
                } catch (RuntimeException e) {
                    item = new Failed(e);
                } catch (Error e) {
                    item = new Broken(e);
                }
                queue.put(item);
            } while (item instanceof Prepared);
        } catch (InterruptedException e) {
            // Closed: the batch that found no place is nobody's.
            free(item);
        }
    }

    @Override
    public boolean hasNext() {
        return !closed && head() instanceof Prepared;
    }

    /** What comes next, waiting for it; what failed on the thread fails here. */
    private Item head() {
        Item next = head;
        if (next == null) {
            try {
                next = queue.take();
                head = next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a batch", e);
            }
        }
        if (next instanceof Failed failed) {
            throw failed.failure();
        }
        if (next instanceof Broken broken) {
            throw broken.error();
        }
        return next;
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new NoSuchElementException("The stream is closed");
        }
        if (!(head() instanceof Prepared next)) {
            throw new NoSuchElementException("All batches were read");
        }
        head = null;
        return next.batch();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        queue.forEach(PrefetchingStream::free);
        queue.clear();
        if (head != null) {
            free(head);
            head = null;
        }
        source.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void free(Item item) {
        if (item instanceof Prepared prepared) {
            prepared.batch().close();
        }
    }
}
