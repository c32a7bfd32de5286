package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/**
 * One factor an image and channel, as squeeze-excite multiplies with: {@code [batch, area, channels]} data and
 * {@code [batch, channels]} factors. Hu et al. 2017, <a href="https://arxiv.org/abs/1709.01507">Squeeze-and-Excitation
 * Networks</a>.
 */
public final class ScaleKernel {

    private ScaleKernel() {}

    /** {@code y = x * s[image, channel]}; {@code y} may be {@code x}. */
    public static void forward(FloatBuffer x, FloatBuffer s, int n, int area, int c, FloatBuffer y) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, x, y);
        Tiles.holds(s, n * c);
        int tileRows = Math.min(area, Tiles.rows(c));
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, tileRows * c);
            float[] factors = scratch.floats(1, tileRows * c);
            for (int image = from; image < to; image++) {
                s.get(image * c, factors, 0, c);
                Tiles.repeat(factors, c, factors, tileRows * c);
                for (int row = 0; row < area; row += tileRows) {
                    int at = (image * area + row) * c;
                    int length = Math.min(tileRows, area - row) * c;
                    x.get(at, tile, 0, length);
                    ElementwiseLoops.multiply(tile, factors, length);
                    y.put(at, tile, 0, length);
                }
            }
        });
    }

    /**
     * The gradients of {@link #forward}, assigned: {@code gx = gy * s}, and {@code gs} the sum of {@code gy * x} over
     * the positions of each image.
     *
     * @param gx may be {@code gy}
     */
    public static void backward(
            FloatBuffer x, FloatBuffer s, FloatBuffer gy, int n, int area, int c, FloatBuffer gx, FloatBuffer gs) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, x, gy, gx);
        Tiles.holds(s, n * c);
        Tiles.holds(gs, n * c);
        int tileRows = Math.min(area, Tiles.rows(c));
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, tileRows * c);
            float[] gradient = scratch.floats(1, tileRows * c);
            float[] factors = scratch.floats(2, tileRows * c);
            for (int image = from; image < to; image++) {
                s.get(image * c, factors, 0, c);
                Tiles.repeat(factors, c, factors, tileRows * c);
                LaneSums sums = new LaneSums(scratch, 3, c);
                for (int row = 0; row < area; row += tileRows) {
                    int at = (image * area + row) * c;
                    int length = Math.min(tileRows, area - row) * c;
                    x.get(at, tile, 0, length);
                    gy.get(at, gradient, 0, length);
                    ElementwiseLoops.addProduct(tile, gradient, sums.lanes(), length);
                    ElementwiseLoops.multiply(gradient, factors, length);
                    gx.put(at, gradient, 0, length);
                    sums.tileDone();
                }
                double[] total = sums.result();
                for (int i = 0; i < c; i++) {
                    tile[i] = (float) total[i];
                }
                gs.put(image * c, tile, 0, c);
            }
        });
    }
}
