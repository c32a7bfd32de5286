package org.osnas.tasks.dataflow;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.data.ImageSet;

/** Mean and standard deviation of each channel, on the scale of 0 to 1; maps bytes to floats by table. */
final class Normalization {

    private final double[] mean;
    private final double[] std;

    private Normalization(double[] mean, double[] std) {
        this.mean = mean;
        this.std = std;
    }

    /** The statistics of the images, counted exactly; a channel that never changes keeps the deviation 1. */
    static Normalization of(ImageSet images) {
        int channels = images.shape().channels();
        long[][] histogram = new long[channels][256];
        for (int i = 0; i < images.size(); i++) {
            byte[] pixels = images.pixels(i);
            for (int p = 0; p < pixels.length; p++) {
                histogram[p % channels][pixels[p] & 0xff]++;
            }
        }
        double[] mean = new double[channels];
        double[] std = new double[channels];
        double count = (double) images.size() * images.shape().elements() / channels;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int v = 0; v < 256; v++) {
                sum += histogram[c][v] * (double) v;
            }
            mean[c] = sum / count / 255;
            double squares = 0;
            for (int v = 0; v < 256; v++) {
                double d = v / 255.0 - mean[c];
                squares += histogram[c][v] * d * d;
            }
            double deviation = Math.sqrt(squares / count);
            std[c] = deviation == 0 ? 1 : deviation;
        }
        return new Normalization(mean, std);
    }

    /**
     * @param mean a value for every channel, or one for all
     * @throws BadInputException when the numbers do not fit the channels, or a deviation is not positive
     */
    static Normalization of(List<Double> mean, List<Double> std, int channels) {
        double[] means = spread("mean", mean, channels);
        double[] stds = spread("std", std, channels);
        if (Arrays.stream(stds).anyMatch(s -> !(s > 0) || Double.isInfinite(s))
                || !Arrays.stream(means).allMatch(Double::isFinite)) {
            throw new BadInputException(
                    "mean must be finite and std positive, got mean %s and std %s; they are on the scale of 0 to 1"
                            .formatted(mean, std));
        }
        return new Normalization(means, stds);
    }

    private static double[] spread(String name, List<Double> values, int channels) {
        if (values.size() != channels && values.size() != 1) {
            throw new BadInputException("%s has %d values, but the images have %d channel%s; give one value or %d"
                    .formatted(name, values.size(), channels, channels == 1 ? "" : "s", channels));
        }
        double[] result = new double[channels];
        for (int c = 0; c < channels; c++) {
            result[c] = values.get(values.size() == 1 ? 0 : c);
        }
        return result;
    }

    /** {@code [channel][byte]}: the normalised value of every byte. */
    float[][] table() {
        float[][] table = new float[mean.length][256];
        for (int c = 0; c < mean.length; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (float) ((v / 255.0 - mean[c]) / std[c]);
            }
        }
        return table;
    }
}
