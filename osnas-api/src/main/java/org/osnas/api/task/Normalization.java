package org.osnas.api.task;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.osnas.api.spi.BadInputException;

/**
 * What is subtracted from the values of each channel, and what they are divided by then: {@code (value - mean) / std}.
 *
 * @param mean a value for every channel, or one for all
 * @param std positive, as many as means
 */
public record Normalization(List<Double> mean, List<Double> std) {

    /** Leaves values as they are. */
    public static final Normalization NONE = new Normalization(List.of(0.0), List.of(1.0));

    /**
     * @throws BadInputException when the numbers do not fit together, or a deviation is not positive
     */
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new BadInputException(
                    "mean and std must have a value for every channel, or one for all, got mean %s and std %s"
                            .formatted(mean, std));
        }
        if (std.stream().anyMatch(s -> !(s > 0) || Double.isInfinite(s))
                || !mean.stream().allMatch(Double::isFinite)) {
            throw new BadInputException(
                    "mean must be finite and std positive, got mean %s and std %s; they are on the scale of the values,"
                                    .formatted(mean, std)
                            + " for images of bytes that of 0 to 1");
        }
    }

    /** With statistics as arrays, a value for every channel. */
    public static Normalization of(double[] mean, double[] std) {
        return new Normalization(
                Arrays.stream(mean).boxed().toList(), Arrays.stream(std).boxed().toList());
    }

    /**
     * The same with a value for each of so many channels.
     *
     * @throws BadInputException when it has values for another number of channels
     */
    public Normalization forChannels(int channels) {
        if (mean.size() == channels) {
            return this;
        }
        if (mean.size() != 1) {
            throw new BadInputException("mean has %d values, but the examples have %d channel%s; give one value or %d"
                    .formatted(mean.size(), channels, channels == 1 ? "" : "s", channels));
        }
        return new Normalization(Collections.nCopies(channels, mean.get(0)), Collections.nCopies(channels, std.get(0)));
    }

    /** The means as an array. */
    public double[] means() {
        return mean.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The deviations as an array. */
    public double[] deviations() {
        return std.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
