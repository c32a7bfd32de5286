package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/**
 * Batch normalisation of {@code rows x channels} data, fused with the activation that follows it.
 *
 * <p>Ioffe and Szegedy 2015, <a href="https://arxiv.org/abs/1502.03167">Batch Normalization</a>. Rows are all positions
 * of all images. The gradient recomputes the normalised value from the input, so nothing has to be kept but the input
 * and the statistics. All methods may be called from several threads at once.
 */
public final class BatchNormKernel {

    private BatchNormKernel() {}

    /** Writes the mean and the biased variance of each channel; sums that a large mean would spoil are avoided. */
    public static void statistics(FloatBuffer x, int rows, int channels, float[] mean, float[] variance) {
        int size = Tiles.size(rows, channels, x);
        Tiles.perChannel(channels, mean, variance);
        Moments[] parts = new Moments[Parallel.chunks(rows, size)];
        Parallel.run(rows, parts.length, (chunk, from, to) -> {
            parts[chunk] = new Moments(channels);
            parts[chunk].scan(x, from, to);
        });
        for (int chunk = 1; chunk < parts.length; chunk++) {
            parts[0].merge(parts[chunk]);
        }
        parts[0].write(mean, variance);
    }

    /** {@code y = act(x * scale + shift)} for each channel; {@code y} may be {@code x}. */
    public static void forward(
            FloatBuffer x, int rows, int channels, float[] scale, float[] shift, FusedActivation act, FloatBuffer y) {
        int size = Tiles.size(rows, channels, x, y);
        Tiles.perChannel(channels, scale, shift);
        int tileRows = Tiles.rows(channels);
        int length = tileRows * channels;
        Parallel.run(rows, Parallel.chunks(rows, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, length);
            float[] a = scratch.floats(1, length);
            float[] b = scratch.floats(2, length);
            Tiles.repeat(scale, channels, a, length);
            Tiles.repeat(shift, channels, b, length);
            for (int row = from; row < to; row += tileRows) {
                int n = Math.min(tileRows, to - row) * channels;
                x.get(row * channels, tile, 0, n);
                BatchNormLoops.forward(act, tile, a, b, n);
                y.put(row * channels, tile, 0, n);
            }
        });
    }

    /**
     * The gradient of {@code act((x - mean) * invStd * gamma + beta)} where mean and deviation are those of {@code x}
     * itself (training mode).
     *
     * @param gy gradient of the output
     * @param invStd {@code 1 / sqrt(variance + epsilon)} with the biased variance
     * @param gx receives the gradient of {@code x}; may be {@code gy}
     * @param dGamma receives the gradient of {@code gamma}, assigned
     * @param dBeta receives the gradient of {@code beta}, assigned
     */
    public static void backward(
            FloatBuffer x,
            FloatBuffer gy,
            int rows,
            int channels,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            FusedActivation act,
            FloatBuffer gx,
            float[] dGamma,
            float[] dBeta) {
        int size = Tiles.size(rows, channels, x, gy, gx);
        Tiles.perChannel(channels, mean, invStd, gamma, beta, dGamma, dBeta);
        var gradient = new BatchNormGradient(x, gy, gx, channels, mean, invStd, gamma, beta, act);
        int chunks = Parallel.chunks(rows, size);
        double[][] sums = new double[chunks][];
        Parallel.run(rows, chunks, (chunk, from, to) -> sums[chunk] = gradient.sums(from, to));
        gradient.parameters(sums, dGamma, dBeta);
        float[] slope = new float[channels];
        float[] constant = new float[channels];
        for (int c = 0; c < channels; c++) {
            float a = gamma[c] * invStd[c];
            slope[c] = -a * invStd[c] * dGamma[c] / rows;
            constant[c] = -a * dBeta[c] / rows;
        }
        // From the last rows to the first: the last ones are still in the cache.
        Parallel.run(rows, chunks, (chunk, from, to) -> gradient.input(slope, constant, rows - to, rows - from));
    }
}
