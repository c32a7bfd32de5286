package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/**
 * The two passes of the batch norm gradient over a range of rows: the sums, then the input gradient. The first leaves the
 * gradient before the activation where the second writes its result, which is cheaper than to compute it twice.
 */
final class BatchNormGradient {

    private final FloatBuffer x;
    private final FloatBuffer gy;
    private final FloatBuffer gx;
    private final int channels;
    private final float[] mean;
    private final float[] invStd;
    private final float[] scale;
    private final float[] beta;
    private final FusedActivation act;
    private final int tileRows;
    private final int length;

    BatchNormGradient(
            FloatBuffer x,
            FloatBuffer gy,
            FloatBuffer gx,
            int channels,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            FusedActivation act) {
        this.x = x;
        this.gy = gy;
        this.gx = gx;
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

    /** Sums over some rows: of {@code g} for each channel, then of {@code g * (x - mean)} for each channel. */
    double[] sums(int from, int to) {
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] grad = scratch.floats(1, length);
        float[] m = repeated(scratch, 2, mean);
        float[] a = repeated(scratch, 3, scale);
        float[] b = repeated(scratch, 4, beta);
        float[] spare = scratch.floats(5, length);
        LaneSums sum = new LaneSums(scratch, 6, channels);
        LaneSums product = new LaneSums(scratch, 8, channels);
        for (int row = from; row < to; row += tileRows) {
            int n = Math.min(tileRows, to - row) * channels;
            x.get(row * channels, tile, 0, n);
            gy.get(row * channels, grad, 0, n);
            if (act != FusedActivation.NONE) {
                BatchNormLoops.mask(act, tile, grad, m, a, b, spare, n);
                gx.put(row * channels, grad, 0, n);
            }
            BatchNormLoops.sums(tile, grad, m, sum.lanes(), product.lanes(), n);
            sum.tileDone();
            product.tileDone();
        }
        double[] result = new double[2 * channels];
        System.arraycopy(sum.result(), 0, result, 0, channels);
        System.arraycopy(product.result(), 0, result, channels, channels);
        return result;
    }

    /** {@code gx = scale * g + slope * (x - mean) + constant}, after {@link #sums} of the same rows. */
    void input(float[] slope, float[] constant, int from, int to) {
        FloatBuffer g = act == FusedActivation.NONE ? gy : gx;
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] grad = scratch.floats(1, length);
        float[] m = repeated(scratch, 2, mean);
        float[] a = repeated(scratch, 3, scale);
        float[] p = repeated(scratch, 4, slope);
        float[] q = repeated(scratch, 5, constant);
        for (int row = from; row < to; row += tileRows) {
            int n = Math.min(tileRows, to - row) * channels;
            x.get(row * channels, tile, 0, n);
            g.get(row * channels, grad, 0, n);
            BatchNormLoops.input(tile, grad, m, a, p, q, n);
            gx.put(row * channels, grad, 0, n);
        }
    }

    /** Writes the gradients of gamma and beta from the sums of all chunks. */
    void parameters(double[][] sums, float[] dGamma, float[] dBeta) {
        double[] total = LaneSums.total(sums);
        for (int c = 0; c < channels; c++) {
            dBeta[c] = (float) total[c];
            dGamma[c] = (float) (total[channels + c] * invStd[c]);
        }
    }

    private float[] repeated(Scratch scratch, int slot, float[] parameter) {
        float[] tile = scratch.floats(slot, length);
        Tiles.repeat(parameter, channels, tile, length);
        return tile;
    }
}
