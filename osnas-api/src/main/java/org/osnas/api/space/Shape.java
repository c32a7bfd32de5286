package org.osnas.api.space;

import org.osnas.api.spi.BadInputException;

/**
 * The activation of one image: {@code [height, width, channels]}. The batch dimension is never part of it.
 *
 * <p>A vector of {@code n} values (after global pooling) is {@code 1x1xn}.
 */
public record Shape(int height, int width, int channels) {

    /** Greatest height and width: beyond it nobody has images, and counts of operations would overflow. */
    public static final int MOST_SIDE = 1 << 16;

    /** Greatest number of channels, and so of classes. */
    public static final int MOST_CHANNELS = 1 << 20;

    /**
     * @throws BadInputException if a number is not from 1 to the greatest, or there are more values than an array holds
     */
    public Shape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new BadInputException("A shape needs positive height, width and channels, but got %dx%dx%d"
                    .formatted(height, width, channels));
        }
        if (height > MOST_SIDE
                || width > MOST_SIDE
                || channels > MOST_CHANNELS
                || (long) height * width * channels > Integer.MAX_VALUE) {
            throw new BadInputException(
                    "A shape of %dx%dx%d is too large: up to %d high and wide, %d channels, and %d values in all are possible"
                            .formatted(height, width, channels, MOST_SIDE, MOST_CHANNELS, Integer.MAX_VALUE));
        }
    }

    /** Reads {@code HxWxC}, for example {@code 32x32x3}. */
    public static Shape parse(String text) {
        String[] parts = text.trim().toLowerCase(java.util.Locale.ROOT).split("x");
        try {
            if (parts.length == 3) {
                return new Shape(
                        Integer.parseInt(parts[0].trim()),
                        Integer.parseInt(parts[1].trim()),
                        Integer.parseInt(parts[2].trim()));
            }
        } catch (NumberFormatException e) {
            throw notAShape(text);
        }
        throw notAShape(text);
    }

    private static BadInputException notAShape(String text) {
        return new BadInputException(
                "'" + text + "' is not an input shape; write HEIGHTxWIDTHxCHANNELS, for example 32x32x3");
    }

    /** Number of values of one image. */
    public long elements() {
        return (long) height * width * channels;
    }

    public Shape withChannels(int newChannels) {
        return new Shape(height, width, newChannels);
    }

    /** The shape after a stride: sizes are rounded up, as "same"-padded convolutions do. */
    public Shape strided(int stride, int newChannels) {
        return new Shape((height + stride - 1) / stride, (width + stride - 1) / stride, newChannels);
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
