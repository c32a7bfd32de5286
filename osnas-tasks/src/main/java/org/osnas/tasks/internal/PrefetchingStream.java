package org.osnas.tasks.internal;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

/**
 * Prepares the next batches on a thread of its own, in the order of its source. Closing stops the thread, waits for it
 * and frees what nobody took. DL4J's AsyncDataSetIterator is not used because its shutdown drops prefetched arrays
 * without freeing them.
 */
public final class PrefetchingStream implements BatchStream {

    /** What the thread hands over: a batch, or how it ended. */
    private record Item(Batch batch, Throwable failure) {
        static final Item END = new Item(null, null);
    }

    private final BatchStream source;
    private final BlockingQueue<Item> queue;
    private final Thread thread;
    private Item head;
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

    private void prepare() {
        Item item = Item.END;
        try {
            do {
                try {
                    item = source.hasNext() ? new Item(source.next(), null) : Item.END;
                } catch (RuntimeException | Error e) {
                    item = new Item(null, e);
                }
                queue.put(item);
            } while (item.batch() != null);
        } catch (InterruptedException e) {
            // Closed: the batch that found no place is nobody's.
            free(item);
        }
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        if (head == null) {
            try {
                head = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a batch", e);
            }
        }
        if (head.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (head.failure() instanceof Error e) {
            throw e;
        }
        return head.batch() != null;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException(closed ? "The stream is closed" : "All batches were read");
        }
        Batch batch = head.batch();
        head = null;
        return batch;
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
        if (item.batch() != null) {
            item.batch().close();
        }
    }
}
