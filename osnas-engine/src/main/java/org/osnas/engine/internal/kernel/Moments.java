package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Mean and sum of squared deviations of each channel over a range of rows, in one pass.
 *
 * <p>Rows go by in blocks. Each block subtracts the mean of its own first tile before it squares, so that large means
 * do not cancel; blocks are merged in double by the pairwise update of Chan, Golub and LeVeque 1983, "Algorithms for
 * computing the sample variance", <a href="https://doi.org/10.1080/00031305.1983.10483115">The American
 * Statistician 37(3)</a>.
 */
final class Moments {

    private final int channels;
    private final double[] mean;
    private final double[] squares;
    private long count;

    Moments(int channels) {
        this.channels = channels;
        this.mean = new double[channels];
        this.squares = new double[channels];
    }

    /** Takes in rows {@code from} to {@code to} of {@code x}. */
    void scan(FloatBuffer x, int from, int to) {
        int tileRows = Tiles.rows(channels);
        int length = tileRows * channels;
        Scratch scratch = Scratch.local();
        float[] tile = scratch.floats(0, length);
        float[] shift = scratch.floats(1, length);
        float[] sum = scratch.floats(2, length);
        float[] square = scratch.floats(3, length);
        float[] spare = scratch.floats(4, length);
        int blockRows = tileRows * Tiles.TILES_PER_BLOCK;
        for (int block = from; block < to; block += blockRows) {
            int end = Math.min(to, block + blockRows);
            firstMean(x, block, Math.min(tileRows, end - block), shift, spare);
            Tiles.repeat(shift, channels, shift, length);
            Arrays.fill(sum, 0, length, 0f);
            Arrays.fill(square, 0, length, 0f);
            for (int row = block; row < end; row += tileRows) {
                int n = Math.min(tileRows, end - row) * channels;
                x.get(row * channels, tile, 0, n);
                accumulate(tile, shift, sum, square, n);
            }
            Tiles.fold(sum, tileRows, channels, spare);
            Tiles.fold(square, tileRows, channels, spare);
            merge(shift, sum, square, end - block);
        }
    }

    private void firstMean(FloatBuffer x, int row, int rows, float[] shift, float[] spare) {
        x.get(row * channels, shift, 0, rows * channels);
        Tiles.fold(shift, rows, channels, spare);
        for (int c = 0; c < channels; c++) {
            shift[c] /= rows;
        }
    }

    private static void accumulate(float[] x, float[] shift, float[] sum, float[] square, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - shift[i];
            sum[i] += d;
            square[i] += d * d;
        }
    }

    private void merge(float[] shift, float[] sum, float[] square, int rows) {
        double total = count + rows;
        double ofNew = rows / total;
        for (int c = 0; c < channels; c++) {
            double offset = (double) sum[c] / rows;
            double deviations = Math.max(0, square[c] - offset * sum[c]);
            double delta = shift[c] + offset - mean[c];
            mean[c] += delta * ofNew;
            squares[c] += deviations + delta * delta * count * ofNew;
        }
        count += rows;
    }

    /** Takes in what {@code other} has seen. */
    void merge(Moments other) {
        double total = count + other.count;
        double ofNew = other.count / total;
        for (int c = 0; c < channels; c++) {
            double delta = other.mean[c] - mean[c];
            mean[c] += delta * ofNew;
            squares[c] += other.squares[c] + delta * delta * count * ofNew;
        }
        count += other.count;
    }

    /** Writes the means and the biased variances. */
    void write(float[] means, float[] variances) {
        for (int c = 0; c < channels; c++) {
            means[c] = (float) mean[c];
            variances[c] = (float) (squares[c] / count);
        }
    }
}
