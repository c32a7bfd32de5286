package org.osnas.images.internal;

/**
 * Pixels as a decoder gives them.
 *
 * @param channels 1 or 3, and one more if {@code alpha}
 * @param alpha whether the last channel says how opaque a pixel is
 * @param premultiplied whether the others are multiplied by it already
 * @param most the largest value of a sample
 * @param values {@code [height, width, channels]}, red first
 */
record Samples(int width, int height, int channels, boolean alpha, boolean premultiplied, int most, Numbers values) {

    /** Bytes of the colours alone, on the background, each the nearest to its share of the largest value. */
    byte[] bytes() {
        if (!alpha && most == 255) {
            return values.bytes();
        }
        int colours = alpha ? channels - 1 : channels;
        byte[] bytes = new byte[width * height * colours];
        for (int p = 0; p < width * height; p++) {
            long opaque = alpha ? values.get(p * channels + colours) : most;
            for (int c = 0; c < colours; c++) {
                long value = values.get(p * channels + c) * (premultiplied ? most : opaque);
                // In units of the square of the largest value, rounded once.
                long whole = value + (most - opaque) * most;
                long square = (long) most * most;
                bytes[p * colours + c] = (byte) Math.min(255, (whole * Picture.BACKGROUND * 2 + square) / (2 * square));
            }
        }
        return bytes;
    }

    /** Whether a pixel is not wholly opaque. */
    boolean transparent() {
        if (alpha) {
            for (int at = channels - 1; at < values.length(); at += channels) {
                if (values.get(at) != most) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same where one value of each channel is transparent. */
    Samples keyed(int[] key) {
        if (key.length == 0 || alpha) {
            return this;
        }
        int[] more = new int[width * height * (channels + 1)];
        for (int p = 0; p < width * height; p++) {
            boolean opaque = false;
            for (int c = 0; c < channels; c++) {
                int value = values.get(p * channels + c);
                more[p * (channels + 1) + c] = value;
                opaque |= value != key[Math.min(c, key.length - 1)];
            }
            more[p * (channels + 1) + channels] = opaque ? most : 0;
        }
        return new Samples(width, height, channels + 1, true, false, most, Numbers.of(more, most));
    }
}
