package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import org.osnas.api.spi.Check;

/**
 * Gradients of the depthwise convolution over {@code [batch, height, width, channels]} data with weights
 * {@code [kernel, kernel, channels, 1]} and a padding of {@code kernel / 2}, for which the native library has no fast
 * code above 3x3.
 */
public final class DepthwiseKernel {

    private DepthwiseKernel() {}

    /**
     * The gradient of the weights.
     *
     * @param x input {@code [n, h, w, c]}
     * @param gy gradient of the output, {@code [n, ceil(h / stride), ceil(w / stride), c]}
     * @param kernel odd
     * @param dw receives the gradient {@code [kernel, kernel, c, 1]}, assigned
     * @throws org.osnas.api.spi.BadInputException if the kernel is even or a buffer is too small
     */
    public static void weightGradient(
            FloatBuffer x, FloatBuffer gy, int n, int h, int w, int c, int kernel, int stride, FloatBuffer dw) {
        var shape = new DepthwiseShape(n, h, w, c, kernel, stride);
        Tiles.holds(x, shape.inputSize());
        Tiles.holds(gy, shape.outputSize());
        Tiles.holds(dw, shape.taps() * c);
        int groups = shape.groups();
        long work = (long) shape.outputSize() * kernel;
        double[][] parts = new double[Math.min(groups, Parallel.chunks(n, work))][];
        Parallel.run(groups, parts.length, (chunk, from, to) -> {
            var gradient = new DepthwiseWeightGradient(shape, x, gy);
            for (int group = from; group < to; group++) {
                gradient.group(group);
            }
            parts[chunk] = gradient.result();
        });
        double[] total = LaneSums.total(parts);
        float[] result = new float[total.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) total[i];
        }
        dw.put(0, result, 0, result.length);
    }

    /**
     * Turns the weights by half a turn. With a stride of one the gradient of the input is the forward convolution of
     * {@code gy} with the turned weights.
     *
     * @param weights {@code [kernel, kernel, c, 1]}
     * @param out receives the turned weights; must not be {@code weights}
     */
    public static void flip(FloatBuffer weights, int kernel, int c, FloatBuffer out) {
        Check.atLeast("kernel", kernel, 1);
        int taps = kernel * kernel;
        Tiles.size(taps, c, weights, out);
        float[] tap = Scratch.local().floats(0, c);
        for (int i = 0; i < taps; i++) {
            weights.get(i * c, tap, 0, c);
            out.put((taps - 1 - i) * c, tap, 0, c);
        }
    }
}
