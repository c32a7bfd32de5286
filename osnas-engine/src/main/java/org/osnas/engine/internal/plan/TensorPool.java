package org.osnas.engine.internal.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Arrays for reuse, so that steps hardly allocate and fault no pages. A request gets the smallest free memory that holds
 * it and is not much larger, as a view of the wanted shape.
 *
 * <p>Memory is bounded by what was lent at one time, whatever shapes come: where new memory would exceed the most that
 * was ever lent by more than a tenth, what lay unused longest is freed first. Paths of a supernet differ in their
 * shapes; without this bound a pool would grow to the most that any path needs of each size. Not thread-safe.
 */
public final class TensorPool implements AutoCloseable {

    /** How much larger than a request its memory may be: a quarter. */
    private static final int WASTE = 4;

    /** How far above the most that was lent: a tenth, or a step that needs other sizes by turns would allocate always. */
    private static final int SLACK = 10;

    private record Key(long[] shape, int hash) {
        static Key of(long... shape) {
            return new Key(shape, Arrays.hashCode(shape));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(shape, key.shape);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** A piece of memory with the views of it that were asked for; it keeps them, since making one takes time. */
    private final class Piece {
        private final INDArray flat;
        private final int capacity;
        private final Map<Key, Tensor> views = new HashMap<>();

        Piece(int capacity) {
            this.capacity = capacity;
            this.flat = Nd4j.createUninitialized(DataType.FLOAT, new long[] {capacity}, 'c');
        }

        Tensor view(long[] shape, int length) {
            return views.computeIfAbsent(Key.of(shape.clone()), key -> {
                INDArray part = length == capacity ? flat : flat.get(NDArrayIndex.interval(0, length));
                return kernels.wrap(part.reshape('c', key.shape()));
            });
        }

        long bytes() {
            return 4L * capacity;
        }
    }

    private final Kernels kernels;
    private final NavigableMap<Integer, Deque<Piece>> free = new TreeMap<>();
    /** The same pieces, those that lie unused longest first; pieces are equal only to themselves. */
    private final Set<Piece> unused = new LinkedHashSet<>();

    private final Map<Tensor, Piece> lent = new IdentityHashMap<>();
    private long allocatedBytes;
    private long peakBytes;
    private long lentBytes;
    private long mostLentBytes;

    /** Lends arrays for {@link Kernels#chosen}. */
    public TensorPool() {
        this(Kernels.chosen());
    }

    /**
     * @param kernels that the arrays are for
     */
    public TensorPool(Kernels kernels) {
        this.kernels = kernels;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** An array of undefined content; give it back with {@link #release}. */
    public Tensor acquire(long... shape) {
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        Piece piece = reuse(length);
        if (piece == null) {
            piece = allocate(length);
        }
        Tensor tensor = piece.view(shape, length);
        lent.put(tensor, piece);
        lentBytes += piece.bytes();
        mostLentBytes = Math.max(mostLentBytes, lentBytes);
        return tensor;
    }

    private @Nullable Piece reuse(int length) {
        Map.Entry<Integer, Deque<Piece>> smallest = free.ceilingEntry(length);
        if (smallest == null || smallest.getKey() > length + length / WASTE) {
            return null;
        }
        Piece piece = smallest.getValue().peek();
        unused.remove(piece);
        forget(piece);
        return piece;
    }

    private void forget(Piece piece) {
        Deque<Piece> alike = Objects.requireNonNull(free.get(piece.capacity), "the piece is not free");
        alike.remove(piece);
        if (alike.isEmpty()) {
            free.remove(piece.capacity);
        }
    }

    private Piece allocate(int length) {
        long bytes = 4L * length;
        long most = Math.max(mostLentBytes, lentBytes + bytes);
        Iterator<Piece> longestUnused = unused.iterator();
        while (allocatedBytes + bytes > most + most / SLACK && longestUnused.hasNext()) {
            Piece piece = longestUnused.next();
            longestUnused.remove();
            forget(piece);
            close(piece);
        }
        allocatedBytes += bytes;
        peakBytes = Math.max(peakBytes, allocatedBytes);
        return new Piece(length);
    }

    /** Takes an array back; its content and its memory are not the caller's any more. */
    public void release(Tensor tensor) {
        Piece piece = lent.remove(tensor);
        if (piece == null) {
            throw new IllegalStateException("An array of shape " + Arrays.toString(tensor.shape())
                    + " was given back that is not out: it is of another pool, or was given back before");
        }
        lentBytes -= piece.bytes();
        free.computeIfAbsent(piece.capacity, c -> new ArrayDeque<>()).push(piece);
        unused.add(piece);
    }

    /** Bytes of all memory that this pool has, lent or not. */
    public long allocatedBytes() {
        return allocatedBytes;
    }

    /** The most that {@link #allocatedBytes} ever was. */
    public long peakBytes() {
        return peakBytes;
    }

    /** Arrays that are out. */
    public int lent() {
        return lent.size();
    }

    /** Frees the memory that is not lent. */
    @Override
    public void close() {
        unused.forEach(this::close);
        unused.clear();
        free.clear();
    }

    private void close(Piece piece) {
        allocatedBytes -= piece.bytes();
        piece.flat.close();
    }
}
