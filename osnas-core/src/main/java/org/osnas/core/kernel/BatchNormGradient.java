package org.osnas.core.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The two passes of the batch norm gradient over a range of rows: the sums, then the input gradient. */
final class BatchNormGradient {

    private final FloatBuffer x;
    private final FloatBuffer gy;
    private final int channels;
    private final float[] mean;
    private final float[] invStd;
    private final float[] scale;
    private final float[] beta;
    private final Act act;
    private final int tileRows;
    private final int length;

    BatchNormGradient(
            FloatBuffer x,
            FloatBuffer gy,
            int channels,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            Act act) {
        this.x = x;
        this.gy = gy;
        this.channels = channels;
        this.mean = mean;
        this.invStd = invStd;
        this.beta = beta;
        this.act = act;
        this.scale = new float[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = gamma[c] * invStd[c];
        }
        this.tileRows = Tiles.rows(channels);
        this.length = tileRows * channels;
    }

    /** For each channel the sum of {@code g}, then for each channel the sum of {@code g * (x - mean)}. */
    double[] sums(int from, int to) {
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] grad = scratch.floats(1, length);
        float[] m = repeated(scratch, 2, mean);
        float[] a = repeated(scratch, 3, scale);
        float[] b = repeated(scratch, 4, beta);
        float[] sum = scratch.zeros(5, length);
        float[] product = scratch.zeros(6, length);
        float[] spare = scratch.floats(7, length);
        double[] result = new double[2 * channels];
        int tiles = 0;
        for (int row = from; row < to; row += tileRows) {
            int n = Math.min(tileRows, to - row) * channels;
            x.get(row * channels, tile, 0, n);
            gy.get(row * channels, grad, 0, n);
            BatchNormLoops.sums(act, tile, grad, m, a, b, sum, product, n);
            if (++tiles == Tiles.TILES_PER_BLOCK || row + tileRows >= to) {
                drain(sum, spare, result, 0);
                drain(product, spare, result, channels);
                tiles = 0;
            }
        }
        return result;
    }

    /** {@code gx = scale * g + slope * (x - mean) + constant}. */
    void input(float[] slope, float[] constant, int from, int to, FloatBuffer gx) {
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] grad = scratch.floats(1, length);
        float[] m = repeated(scratch, 2, mean);
        float[] a = repeated(scratch, 3, scale);
        float[] b = repeated(scratch, 4, beta);
        float[] p = repeated(scratch, 5, slope);
        float[] q = repeated(scratch, 6, constant);
        for (int row = from; row < to; row += tileRows) {
            int n = Math.min(tileRows, to - row) * channels;
            x.get(row * channels, tile, 0, n);
            gy.get(row * channels, grad, 0, n);
            BatchNormLoops.input(act, tile, grad, m, a, b, p, q, n);
            gx.put(row * channels, grad, 0, n);
        }
    }

    /** Adds the sums of all chunks in chunk order and writes the gradients of gamma and beta. */
    void parameters(double[][] sums, float[] dGamma, float[] dBeta) {
        for (int c = 0; c < channels; c++) {
            double g = 0;
            double product = 0;
            for (double[] sum : sums) {
                g += sum[c];
                product += sum[channels + c];
            }
            dBeta[c] = (float) g;
            dGamma[c] = (float) (product * invStd[c]);
        }
    }

    private float[] repeated(Scratch scratch, int slot, float[] parameter) {
        float[] tile = scratch.floats(slot, length);
        Tiles.repeat(parameter, channels, tile, length);
        return tile;
    }

    private void drain(float[] tile, float[] spare, double[] result, int offset) {
        Tiles.fold(tile, tileRows, channels, spare);
        for (int c = 0; c < channels; c++) {
            result[offset + c] += tile[c];
        }
        Arrays.fill(tile, 0, length, 0f);
    }
}
