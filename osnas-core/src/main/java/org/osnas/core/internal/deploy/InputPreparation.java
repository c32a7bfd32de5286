package org.osnas.core.internal.deploy;

import java.util.Arrays;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;

/**
 * Makes the input of a network of the numbers of an example: divides them, normalises them, pads them and repeats their
 * only channel, as the data set that the network was trained with did.
 *
 * @param data what the network is fed with
 */
public record InputPreparation(DataDescription data) {

    /**
     * An input of the network.
     *
     * @param pixels of an example of the size that the description asks for, {@code [height, width, channels]}
     * @return {@code [height, width, channels]} of the network's input
     * @throws org.osnas.api.spi.BadInputException if there are more or fewer numbers
     */
    public float[] input(float[] pixels) {
        Shape image = data.image();
        Shape input = data.input();
        Check.that(
                pixels.length == image.elements(),
                "The network takes examples of %s, which are %d numbers, but got %d",
                image,
                image.elements(),
                pixels.length);
        int top = (input.height() - image.height()) / 2;
        int left = (input.width() - image.width()) / 2;
        float[] result = new float[(int) input.elements()];
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++) {
                for (int c = 0; c < input.channels(); c++) {
                    int from = image.channels() == 1 ? 0 : c;
                    int row = y - top;
                    int column = x - left;
                    boolean inside = row >= 0 && row < image.height() && column >= 0 && column < image.width();
                    float pixel = inside ? pixels[(row * image.width() + column) * image.channels() + from] : 0;
                    result[(y * input.width() + x) * input.channels() + c] = normalised(pixel, from);
                }
            }
        }
        return result;
    }

    private float normalised(float pixel, int channel) {
        double mean = data.normalization().mean().get(channel);
        double deviation = data.normalization().std().get(channel);
        return (float) ((pixel / data.pixels().unit() - mean) / deviation);
    }

    /** From {@code [height, width, channels]} to {@code [channels, height, width]}. */
    public static float[] channelsFirst(float[] values, Shape shape) {
        return moved(values, shape, true);
    }

    /** From {@code [channels, height, width]} to {@code [height, width, channels]}. */
    public static float[] channelsLast(float[] values, Shape shape) {
        return moved(values, shape, false);
    }

    private static float[] moved(float[] values, Shape shape, boolean first) {
        int places = shape.height() * shape.width();
        int channels = shape.channels();
        if (places == 1 || channels == 1) {
            return Arrays.copyOf(values, values.length);
        }
        float[] result = new float[values.length];
        for (int p = 0; p < places; p++) {
            for (int c = 0; c < channels; c++) {
                int last = p * channels + c;
                int front = c * places + p;
                result[first ? front : last] = values[first ? last : front];
            }
        }
        return result;
    }
}
