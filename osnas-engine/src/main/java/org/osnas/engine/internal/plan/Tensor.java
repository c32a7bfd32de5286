package org.osnas.engine.internal.plan;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.spi.Check;
import org.osnas.engine.internal.kernel.BatchParts;

/**
 * A contiguous FLOAT array. One that was made by {@link Kernels#cpu} has a Java view of its memory; the view does not
 * keep the memory alive, the array does, so both travel together. One that was made by {@link Kernels#nd4j} has none:
 * its memory may be a GPU's, and its values come and go as copies by ND4J.
 */
public final class Tensor {

    private final INDArray array;
    private final @Nullable FloatBuffer buffer;
    private final long address;
    private final long[] shape;
    private final int length;
    private @Nullable INDArray blasMatrix;
    private Tensor[] parts = {};

    private Tensor(INDArray array, boolean mapped) {
        this.array = array;
        this.shape = array.shape();
        this.length = Math.toIntExact(array.length());
        if (mapped) {
            FloatPointer pointer = new FloatPointer(array.data().addressPointer());
            pointer.capacity(length);
            this.address = pointer.address() + pointer.position() * Float.BYTES;
            this.buffer = pointer.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        } else {
            this.address = 0;
            this.buffer = null;
        }
    }

    /** A tensor with a Java view of the memory, which must be the CPU's. */
    static Tensor mapped(INDArray array) {
        return new Tensor(checked(array), true);
    }

    /** A tensor without a view of the memory. */
    static Tensor opaque(INDArray array) {
        return new Tensor(checked(array), false);
    }

    private static INDArray checked(INDArray array) {
        Check.that(
                accepts(array),
                "need a contiguous FLOAT array in c order, got %s %s order %s strides %s",
                array.dataType(),
                Arrays.toString(array.shape()),
                array.ordering(),
                Arrays.toString(array.stride()));
        return array;
    }

    /** Whether an array can be wrapped. */
    static boolean accepts(INDArray array) {
        return array.dataType() == DataType.FLOAT
                && array.ordering() == 'c'
                && (array.length() == 0 || isContiguous(array));
    }

    private static boolean isContiguous(INDArray array) {
        long expected = 1;
        for (int d = array.rank() - 1; d >= 0; d--) {
            if (array.size(d) != 1 && array.stride(d) != expected) {
                return false;
            }
            expected *= array.size(d);
        }
        return true;
    }

    public INDArray array() {
        return array;
    }

    /** Where image {@code row} of the batch starts in memory. */
    long address(int row) {
        if (buffer == null) {
            throw noBuffer();
        }
        return address + (long) Float.BYTES * row * (length / size(0));
    }

    /** The values in row-major order; use absolute get and put only. */
    FloatBuffer buffer() {
        if (buffer == null) {
            throw noBuffer();
        }
        return buffer;
    }

    private IllegalStateException noBuffer() {
        return new IllegalStateException("This tensor of shape " + Arrays.toString(shape)
                + " has no buffer: it was made by kernels that do not work on the CPU's memory");
    }

    public int rank() {
        return shape.length;
    }

    public int size(int dimension) {
        return (int) shape[dimension];
    }

    /** A copy of the shape. */
    public long[] shape() {
        return shape.clone();
    }

    boolean hasShape(long[] other) {
        return Arrays.equals(shape, other);
    }

    public int length() {
        return length;
    }

    /** Size of the last dimension. */
    public int channels() {
        return (int) shape[shape.length - 1];
    }

    /** Number of values a channel. */
    public int rows() {
        return length / channels();
    }

    /** The {@code [rows, channels]} matrix as column-major BLAS sees it, transposed: {@code [channels, rows]}. */
    INDArray blasMatrix() {
        if (blasMatrix == null) {
            blasMatrix = array.reshape('c', rows(), channels()).transpose();
        }
        return blasMatrix;
    }

    /** The batch cut in {@code count} parts, bounded as in {@link BatchParts}; views that last as long as this. */
    Tensor[] parts(int count) {
        if (count == 1) {
            return new Tensor[] {this};
        }
        if (parts.length != count) {
            Tensor[] views = new Tensor[count];
            for (int i = 0; i < count; i++) {
                int from = BatchParts.bound(size(0), count, i);
                int to = BatchParts.bound(size(0), count, i + 1);
                views[i] = new Tensor(array.get(NDArrayIndex.interval(from, to)), buffer != null);
            }
            parts = views;
        }
        return parts;
    }

    /** All values, copied. */
    public float[] toArray() {
        float[] values = new float[length];
        read(values);
        return values;
    }

    /** Copies all values to {@code values}, which is as long. */
    public void read(float[] values) {
        if (buffer == null) {
            copy(array, values);
        } else {
            buffer.get(0, values, 0, length);
            Reference.reachabilityFence(this);
        }
    }

    /** Sets all values to those of {@code values}, which is as long. */
    public void write(float[] values) {
        if (buffer == null) {
            try (INDArray source = Nd4j.create(values, shape, 'c')) {
                array.assign(source);
            }
        } else {
            buffer.put(0, values, 0, length);
            Reference.reachabilityFence(this);
        }
    }

    /** Copies the values of any array, in c order, to the host. */
    static void copy(INDArray array, float[] values) {
        // The copy has a buffer of its own, whatever view the array was.
        try (INDArray copy = array.dup('c')) {
            System.arraycopy(copy.data().asFloat(), 0, values, 0, Math.toIntExact(array.length()));
        }
    }
}
