package org.osnas.core.kernel;

import java.nio.FloatBuffer;

/** Means over positions of channels-last data. */
public final class PoolKernel {

    private PoolKernel() {}

    /** Mean over {@code positions} of {@code [batch, positions, channels]}; {@code y} is {@code [batch, channels]}. */
    public static void globalAverage(FloatBuffer x, int batch, int positions, int channels, FloatBuffer y) {
        float[] row = new float[channels];
        double[] sum = new double[channels];
        for (int b = 0; b < batch; b++) {
            java.util.Arrays.fill(sum, 0);
            for (int p = 0; p < positions; p++) {
                x.get((b * positions + p) * channels, row);
                for (int c = 0; c < channels; c++) {
                    sum[c] += row[c];
                }
            }
            for (int c = 0; c < channels; c++) {
                row[c] = (float) (sum[c] / positions);
            }
            y.put(b * channels, row);
        }
    }

    /** Gradient of {@link #globalAverage}: {@code gy / positions} at every position. */
    public static void globalAverageBackward(FloatBuffer gy, int batch, int positions, int channels, FloatBuffer gx) {
        float[] row = new float[channels];
        for (int b = 0; b < batch; b++) {
            gy.get(b * channels, row);
            for (int c = 0; c < channels; c++) {
                row[c] /= positions;
            }
            for (int p = 0; p < positions; p++) {
                gx.put((b * positions + p) * channels, row);
            }
        }
    }
}
