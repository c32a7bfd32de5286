package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/** One number a channel added to {@code rows x channels} data, as behind a matrix product; on the calling thread. */
public final class BiasKernel {

    private BiasKernel() {}

    /** {@code y = x + bias[c]}; {@code y} may be {@code x}. */
    public static void add(FloatBuffer x, int rows, float[] bias, FloatBuffer y) {
        int channels = bias.length;
        Tiles.size(rows, channels, x, y);
        float[] row = Scratch.local().floats(0, channels);
        for (int r = 0; r < rows; r++) {
            x.get(r * channels, row, 0, channels);
            for (int c = 0; c < channels; c++) {
                row[c] += bias[c];
            }
            y.put(r * channels, row, 0, channels);
        }
    }

    /** The gradient of the bias, assigned: the sum of each channel, in double. */
    public static void gradient(FloatBuffer gy, int rows, int channels, FloatBuffer gb) {
        Tiles.size(rows, channels, gy);
        Tiles.holds(gb, channels);
        float[] row = Scratch.local().floats(0, channels);
        double[] sum = new double[channels];
        for (int r = 0; r < rows; r++) {
            gy.get(r * channels, row, 0, channels);
            for (int c = 0; c < channels; c++) {
                sum[c] += row[c];
            }
        }
        for (int c = 0; c < channels; c++) {
            row[c] = (float) sum[c];
        }
        gb.put(0, row, 0, channels);
    }
}
