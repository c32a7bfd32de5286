package org.osnas.core.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Arrays for reuse, keyed by shape, so that steps neither allocate nor fault pages. Not thread-safe. */
public final class TensorPool implements AutoCloseable {

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

    private final Map<Key, Deque<Tensor>> free = new HashMap<>();
    private long allocatedBytes;
    private int lent;

    /** An array of undefined content; give it back with {@link #release}. */
    public Tensor acquire(long... shape) {
        lent++;
        Deque<Tensor> list = free.get(Key.of(shape));
        if (list != null && !list.isEmpty()) {
            return list.pop();
        }
        Tensor tensor = Tensor.allocate(shape.clone());
        allocatedBytes += 4L * tensor.length();
        return tensor;
    }

    public void release(Tensor tensor) {
        lent--;
        free.computeIfAbsent(Key.of(tensor.shape()), k -> new ArrayDeque<>()).push(tensor);
    }

    /** Bytes of all arrays that this pool ever made and has not freed. */
    public long allocatedBytes() {
        return allocatedBytes;
    }

    /** Arrays that are out. */
    public int lent() {
        return lent;
    }

    /** Frees the arrays that are not lent, for example when the batch size changes for good. */
    @Override
    public void close() {
        for (Deque<Tensor> list : free.values()) {
            for (Tensor tensor : list) {
                allocatedBytes -= 4L * tensor.length();
                tensor.array().close();
            }
        }
        free.clear();
    }
}
