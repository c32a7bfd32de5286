package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The weight gradient of a depthwise convolution over some groups of images; for one thread.
 *
 * <p>{@code dw[ky][kx] += x[stride * oy + ky - p][stride * ox + kx - p] * gy[oy][ox]}. An input row is staged
 * {@code kernel} times, shifted by the columns of the kernel and padded by zeros, so that it lines up with the rows of
 * {@code gy}; then every tap is a plain product of two arrays. Input rows of one remainder modulo the stride meet the
 * same kernel rows, and are taken two at a time.
 */
final class DepthwiseWeightGradient {

    /** So many products of one lane are summed in float before they go to double. */
    private static final int MAX_FLOAT_SUMS = 256;

    private final DepthwiseShape shape;
    private final FloatBuffer gy;
    private final StagedRows input;
    private final float[][] accumulators;
    private final float[][] first;
    private final float[][] second;
    private final float[][] ring;
    private final int[] ringRows;
    private final float[] spare;
    private final double[] result;
    private int pending;

    DepthwiseWeightGradient(DepthwiseShape shape, FloatBuffer x, FloatBuffer gy) {
        this.shape = shape;
        this.gy = gy;
        int k = shape.kernel();
        int lanes = shape.lanes();
        Scratch scratch = Scratch.local();
        int slot = 0;
        this.spare = scratch.floats(slot++, lanes);
        this.input = new StagedRows(shape, x, scratch.floats(slot++, shape.segment() * shape.stride() * shape.c()));
        this.first = arrays(scratch, slot, k, lanes);
        this.second = arrays(scratch, slot + k, k, lanes);
        this.ring = arrays(scratch, slot + 2 * k, k + 2, lanes);
        this.accumulators = arrays(scratch, slot + 3 * k + 2, k * k, lanes);
        for (float[] accumulator : accumulators) {
            Arrays.fill(accumulator, 0, lanes, 0f);
        }
        this.ringRows = new int[k + 2];
        this.result = new double[k * k * shape.c()];
    }

    private static float[][] arrays(Scratch scratch, int slot, int count, int length) {
        float[][] arrays = new float[count][];
        for (int i = 0; i < count; i++) {
            arrays[i] = scratch.floats(slot + i, length);
        }
        return arrays;
    }

    /** Adds what group number {@code group} contributes. */
    void group(int group) {
        int image = group * shape.images();
        int images = Math.min(shape.images(), shape.n() - image);
        for (int column = 0; column < shape.outW(); column += shape.segment()) {
            int columns = Math.min(shape.segment(), shape.outW() - column);
            for (int remainder = 0; remainder < Math.min(shape.stride(), shape.h()); remainder++) {
                rows(image, images, column, columns, remainder);
            }
            pending += shape.outH();
            if (pending >= MAX_FLOAT_SUMS) {
                drain();
            }
        }
    }

    /** The gradient so far, {@code [kernel, kernel, c]}. */
    double[] result() {
        drain();
        return result;
    }

    private void rows(int image, int images, int column, int columns, int remainder) {
        int count = (shape.h() - 1 - remainder) / shape.stride() + 1;
        Arrays.fill(ringRows, -1);
        for (int j = 0; j < count; j += 2) {
            boolean two = j + 1 < count;
            int row = remainder + shape.stride() * j;
            input.stage(image, images, row, column, columns, first);
            if (two) {
                input.stage(image, images, row + shape.stride(), column, columns, second);
            }
            for (int ky = 0; ky < shape.kernel(); ky++) {
                int offset = remainder + shape.padding() - ky;
                if (offset % shape.stride() == 0) {
                    int out = j + offset / shape.stride();
                    float @Nullable [] g0 = gradientRow(image, images, out, column, columns);
                    float @Nullable [] g1 = two ? gradientRow(image, images, out + 1, column, columns) : null;
                    multiply(ky * shape.kernel(), g0, g1, images * columns * shape.c());
                }
            }
        }
    }

    /** The staged row of {@code gy}, or null outside of the image. */
    private float @Nullable [] gradientRow(int image, int images, int row, int column, int columns) {
        if (row < 0 || row >= shape.outH()) {
            return null;
        }
        int slot = row % ring.length;
        if (ringRows[slot] != row) {
            ringRows[slot] = row;
            int length = columns * shape.c();
            for (int i = 0; i < images; i++) {
                int pixel = ((image + i) * shape.outH() + row) * shape.outW() + column;
                gy.get(pixel * shape.c(), ring[slot], i * length, length);
            }
        }
        return ring[slot];
    }

    private void multiply(int tap, float @Nullable [] g0, float @Nullable [] g1, int n) {
        for (int kx = 0; kx < shape.kernel(); kx++) {
            float[] sum = accumulators[tap + kx];
            if (g0 != null && g1 != null) {
                DepthwiseLoops.twoProducts(sum, first[kx], g0, second[kx], g1, n);
            } else if (g0 != null) {
                DepthwiseLoops.product(sum, first[kx], g0, n);
            } else if (g1 != null) {
                DepthwiseLoops.product(sum, second[kx], g1, n);
            }
        }
    }

    private void drain() {
        int c = shape.c();
        for (int tap = 0; tap < accumulators.length && pending > 0; tap++) {
            Tiles.fold(accumulators[tap], shape.images() * shape.segment(), c, spare);
            for (int i = 0; i < c; i++) {
                result[tap * c + i] += accumulators[tap][i];
            }
            Arrays.fill(accumulators[tap], 0, shape.lanes(), 0f);
        }
        pending = 0;
    }
}
