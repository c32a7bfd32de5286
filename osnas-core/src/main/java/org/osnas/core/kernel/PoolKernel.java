package org.osnas.core.kernel;

import java.nio.FloatBuffer;

/**
 * Average and maximum pooling over {@code [batch, height, width, channels]} data. A window starts {@code (kernel - 1) /
 * 2} before its centre, counts only what lies inside the image, and there are {@code ceil(size / stride)} of them.
 */
public final class PoolKernel {

    private PoolKernel() {}

    /** The mean of each image and channel over {@code area} positions: {@code [n, area, c]} to {@code [n, c]}. */
    public static void globalAverage(FloatBuffer x, int n, int area, int c, FloatBuffer y) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, x);
        Tiles.holds(y, n * c);
        int tileRows = Tiles.rows(c);
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, tileRows * c);
            float[] mean = scratch.floats(1, c);
            for (int image = from; image < to; image++) {
                LaneSums sums = new LaneSums(scratch, 2, c);
                for (int row = 0; row < area; row += tileRows) {
                    int length = Math.min(tileRows, area - row) * c;
                    x.get((image * area + row) * c, tile, 0, length);
                    ElementwiseLoops.add(sums.lanes(), tile, length);
                    sums.tileDone();
                }
                double[] total = sums.result();
                for (int i = 0; i < c; i++) {
                    mean[i] = (float) (total[i] / area);
                }
                y.put(image * c, mean, 0, c);
            }
        });
    }

    /** The gradient of {@link #globalAverage}: {@code gy / area} at every position. */
    public static void globalAverageBackward(FloatBuffer gy, int n, int area, int c, FloatBuffer gx) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, gx);
        Tiles.holds(gy, n * c);
        int tileRows = Math.min(area, Tiles.rows(c));
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            float[] tile = Scratch.local().floats(0, tileRows * c);
            for (int image = from; image < to; image++) {
                gy.get(image * c, tile, 0, c);
                ElementwiseLoops.affine(1f / area, 0f, tile, c);
                Tiles.repeat(tile, c, tile, tileRows * c);
                for (int row = 0; row < area; row += tileRows) {
                    gx.put((image * area + row) * c, tile, 0, Math.min(tileRows, area - row) * c);
                }
            }
        });
    }

    /** The mean of each window; {@code y} is {@code [n, ceil(h / stride), ceil(w / stride), c]}. */
    public static void average(FloatBuffer x, int n, int h, int w, int c, int kernel, int stride, FloatBuffer y) {
        var windows = new PoolWindows(h, w, c, kernel, stride);
        forEachImage(windows, n, x, y, (in, out, image) -> {
            windows.read(x, image, in);
            windows.average(in, out);
            windows.write(out, image, y);
        });
    }

    /** The gradient of {@link #average}, assigned to {@code gx}. */
    public static void averageBackward(
            FloatBuffer gy, int n, int h, int w, int c, int kernel, int stride, FloatBuffer gx) {
        var windows = new PoolWindows(h, w, c, kernel, stride);
        forEachImage(windows, n, gx, gy, (in, out, image) -> {
            gy.get(image * windows.outputSize(), out, 0, windows.outputSize());
            windows.averageGradient(out, in);
            gx.put(image * windows.inputSize(), in, 0, windows.inputSize());
        });
    }

    /** The maximum of each window; {@code y} is {@code [n, ceil(h / stride), ceil(w / stride), c]}. */
    public static void max(FloatBuffer x, int n, int h, int w, int c, int kernel, int stride, FloatBuffer y) {
        var windows = new PoolWindows(h, w, c, kernel, stride);
        forEachImage(windows, n, x, y, (in, out, image) -> {
            windows.read(x, image, in);
            windows.max(in, out);
            windows.write(out, image, y);
        });
    }

    /** The gradient of {@link #max}, assigned to {@code gx}; the first of equal values in a window takes it all. */
    public static void maxBackward(
            FloatBuffer x, FloatBuffer gy, int n, int h, int w, int c, int kernel, int stride, FloatBuffer gx) {
        var windows = new PoolWindows(h, w, c, kernel, stride);
        Tiles.size(n, windows.inputSize(), x);
        forEachImage(windows, n, gx, gy, (in, out, image) -> {
            float[] grad = Scratch.local().floats(2, windows.inputSize());
            windows.read(x, image, in);
            gy.get(image * windows.outputSize(), out, 0, windows.outputSize());
            windows.maxGradient(in, out, grad);
            gx.put(image * windows.inputSize(), grad, 0, windows.inputSize());
        });
    }

    /** Work on one image, with room for its input and its output. */
    private interface Image {
        void run(float[] in, float[] out, int image);
    }

    private static void forEachImage(PoolWindows windows, int n, FloatBuffer in, FloatBuffer out, Image body) {
        long size = Tiles.size(n, windows.inputSize(), in);
        Tiles.size(n, windows.outputSize(), out);
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] input = scratch.floats(0, windows.inputSize());
            float[] output = scratch.floats(1, windows.outputSize());
            for (int image = from; image < to; image++) {
                body.run(input, output, image);
            }
        });
    }
}
