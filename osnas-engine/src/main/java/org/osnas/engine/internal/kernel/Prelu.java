package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/**
 * The parametric ReLU with one slope a channel over {@code rows x channels} data.
 *
 * <p>He et al. 2015, <a href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>. At zero the gradient
 * is the slope.
 */
final class Prelu {

    private Prelu() {}

    /** {@code y = x} where {@code x > 0}, {@code slope * x} elsewhere; {@code y} may be {@code x}. */
    static void forward(FloatBuffer x, int rows, int channels, float[] slope, FloatBuffer y) {
        int size = Tiles.size(rows, channels, x, y);
        Tiles.perChannel(channels, slope);
        int tileRows = Tiles.rows(channels);
        int length = tileRows * channels;
        Parallel.run(rows, Parallel.chunks(rows, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, length);
            float[] slopes = scratch.floats(1, length);
            Tiles.repeat(slope, channels, slopes, length);
            for (int row = from; row < to; row += tileRows) {
                int n = Math.min(tileRows, to - row) * channels;
                x.get(row * channels, tile, 0, n);
                ElementwiseLoops.prelu(tile, slopes, n);
                y.put(row * channels, tile, 0, n);
            }
        });
    }

    /**
     * The gradients of the input and of the slopes.
     *
     * @param gx may be {@code gy}
     * @param dSlope receives the gradient of the slopes, assigned
     */
    static void backward(
            FloatBuffer x, FloatBuffer gy, int rows, int channels, float[] slope, FloatBuffer gx, float[] dSlope) {
        int size = Tiles.size(rows, channels, x, gy, gx);
        Tiles.perChannel(channels, slope, dSlope);
        double[][] parts = new double[Parallel.chunks(rows, size)][];
        Parallel.run(
                rows, parts.length, (chunk, from, to) -> parts[chunk] = backward(x, gy, channels, slope, gx, from, to));
        double[] total = LaneSums.total(parts);
        for (int c = 0; c < channels; c++) {
            dSlope[c] = (float) total[c];
        }
    }

    private static double[] backward(
            FloatBuffer x, FloatBuffer gy, int channels, float[] slope, FloatBuffer gx, int from, int to) {
        int tileRows = Tiles.rows(channels);
        int length = tileRows * channels;
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] grad = scratch.floats(1, length);
        float[] slopes = scratch.floats(2, length);
        LaneSums sums = new LaneSums(scratch, 3, channels);
        Tiles.repeat(slope, channels, slopes, length);
        for (int row = from; row < to; row += tileRows) {
            int n = Math.min(tileRows, to - row) * channels;
            x.get(row * channels, tile, 0, n);
            gy.get(row * channels, grad, 0, n);
            ElementwiseLoops.preluSlope(tile, grad, sums.lanes(), n);
            ElementwiseLoops.preluInput(tile, grad, slopes, n);
            gx.put(row * channels, grad, 0, n);
            sums.tileDone();
        }
        return sums.result();
    }
}
