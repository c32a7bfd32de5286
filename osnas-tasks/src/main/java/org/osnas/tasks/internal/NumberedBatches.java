package org.osnas.tasks.internal;

import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

/** Batches that are made by their number, one after the other. A stream belongs to one thread. */
public final class NumberedBatches implements BatchStream {

    private final LongFunction<Batch> maker;
    private final long end;
    private long number;

    /**
     * @param first number of the first batch
     * @param end number behind the last
     */
    public NumberedBatches(LongFunction<Batch> maker, long first, long end) {
        this.maker = maker;
        this.number = first;
        this.end = end;
    }

    /**
     * Batches of examples in their order; the last may be smaller.
     *
     * @param size number of the examples
     */
    public static NumberedBatches ofParts(int size, int batchSize, Part part) {
        return new NumberedBatches(
                batch -> {
                    int from = (int) batch * batchSize;
                    return part.batch(from, Math.min(size, from + batchSize));
                },
                0,
                (size + batchSize - 1L) / batchSize);
    }

    /** Makes a batch of the examples from one to another, which is not among them. */
    @FunctionalInterface
    public interface Part {
        Batch batch(int from, int to);
    }

    /**
     * A batch of copies of values.
     *
     * @param inputs {@code [count, height, width, channels]}
     * @param shape of an input
     * @param labels {@code [count, …]}
     * @param width the other sizes of the labels
     */
    public static Batch batch(int count, float[] inputs, Shape shape, float[] labels, int... width) {
        long[] sizes = new long[width.length + 1];
        sizes[0] = count;
        for (int i = 0; i < width.length; i++) {
            sizes[i + 1] = width[i];
        }
        // Outside any workspace of the calling thread: the taker decides when the batch ends.
        MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        try {
            // Copied in bulk and, unlike by a buffer's NIO view, also where the memory of the backend is a device's.
            return new Batch(
                    Nd4j.create(inputs, new long[] {count, shape.height(), shape.width(), shape.channels()}, 'c'),
                    Nd4j.create(labels, sizes, 'c'));
        } finally {
            outside.close();
        }
    }

    /**
     * The same batches, made by several threads ahead of their taker. Their maker must be safe for that.
     *
     * @param depth batches that wait to be taken, or are being made, at most; 0 for this stream itself
     */
    public BatchStream ahead(int depth, int threads) {
        return depth == 0 ? this : new ParallelStream(maker, number, end, depth, threads);
    }

    @Override
    public boolean hasNext() {
        return number < end;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All batches were read");
        }
        return maker.apply(number++);
    }

    /** Nothing is held outside the heap between batches. */
    @Override
    public void close() {}
}
