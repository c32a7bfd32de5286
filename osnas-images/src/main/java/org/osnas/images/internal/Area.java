package org.osnas.images.internal;

import java.util.Arrays;

/**
 * Resizes by areas: along a side that becomes shorter, a new pixel is the mean of those that it covers, weighted by how
 * much of them it covers; along one that becomes longer, it lies linearly between its two neighbours, pixels being counted
 * by their middles. Rounded once, at the end.
 */
final class Area {

    private Area() {}

    /** Places along one side: what a new pixel takes, from which one on. */
    private record Weights(int from, double[] of) {}

    static byte[] resize(byte[] pixels, int width, int height, int channels, int newWidth, int newHeight) {
        Weights[] across = weights(width, newWidth);
        Weights[] down = weights(height, newHeight);
        byte[] result = new byte[newWidth * newHeight * channels];
        double[] row = new double[width * channels];
        for (int y = 0; y < newHeight; y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < down[y].of().length; k++) {
                int from = (down[y].from() + k) * width * channels;
                double weight = down[y].of()[k];
                for (int i = 0; i < row.length; i++) {
                    row[i] += weight * (pixels[from + i] & 0xff);
                }
            }
            for (int x = 0; x < newWidth; x++) {
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int k = 0; k < across[x].of().length; k++) {
                        sum += across[x].of()[k] * row[(across[x].from() + k) * channels + c];
                    }
                    // Halves go up, also those that sums miss by a hair.
                    result[(y * newWidth + x) * channels + c] = (byte) (int) Math.floor(sum + 0.5 + 1e-9);
                }
            }
        }
        return result;
    }

    private static Weights[] weights(int length, int newLength) {
        Weights[] weights = new Weights[newLength];
        double scale = (double) length / newLength;
        for (int i = 0; i < newLength; i++) {
            weights[i] =
                    scale > 1 ? covered(i * scale, (i + 1) * scale, length) : between((i + 0.5) * scale - 0.5, length);
        }
        return weights;
    }

    private static Weights covered(double begin, double end, int length) {
        int first = (int) Math.floor(begin + 1e-9);
        int last = Math.min(length, (int) Math.ceil(end - 1e-9));
        double[] of = new double[last - first];
        for (int k = 0; k < of.length; k++) {
            of[k] = (Math.min(end, first + k + 1.0) - Math.max(begin, first + k)) / (end - begin);
        }
        return new Weights(first, of);
    }

    private static Weights between(double place, int length) {
        double inside = Math.max(0, Math.min(length - 1, place));
        int first = Math.min((int) inside, Math.max(0, length - 2));
        double share = inside - first;
        return new Weights(first, length == 1 ? new double[] {1} : new double[] {1 - share, share});
    }
}
