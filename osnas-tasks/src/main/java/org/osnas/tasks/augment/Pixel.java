package org.osnas.tasks.augment;

import org.osnas.api.space.Shape;

/** What changes of pixels have in common. */
final class Pixel {

    /** Where the lines of a new image are read in the old one. */
    @FunctionalInterface
    interface Source {
        /**
         * @param down in the new image; the centre of a pixel is at half numbers
         * @param right in the new image
         * @return the place in the old one, from 0 to {@code height} and to {@code width}: down, right
         */
        double[] of(double down, double right);
    }

    private Pixel() {}

    static float within(double value) {
        return (float) Math.max(0, Math.min(1, value));
    }

    /** Luma of ITU-R BT.601 of the pixel that begins at an index, or its only value. */
    static double grey(float[] pixels, int at, int channels) {
        return channels < 3 ? pixels[at] : 0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2];
    }

    /**
     * Reads an image anew, linearly between the four nearest pixels; black beyond it.
     *
     * @param pixels replaced
     */
    static void resample(float[] pixels, Shape shape, Source source) {
        float[] old = pixels.clone();
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                double[] from = source.of(y + 0.5, x + 0.5);
                int at = (y * shape.width() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    pixels[at + c] = sample(old, shape, from[0], from[1], c);
                }
            }
        }
    }

    private static float sample(float[] pixels, Shape shape, double down, double right, int channel) {
        if (down < 0 || down > shape.height() || right < 0 || right > shape.width()) {
            return 0;
        }
        int top = (int) Math.floor(down - 0.5);
        int left = (int) Math.floor(right - 0.5);
        double lower = down - 0.5 - top;
        double further = right - 0.5 - left;
        double above = (1 - further) * value(pixels, shape, top, left, channel)
                + further * value(pixels, shape, top, left + 1, channel);
        double below = (1 - further) * value(pixels, shape, top + 1, left, channel)
                + further * value(pixels, shape, top + 1, left + 1, channel);
        return (float) ((1 - lower) * above + lower * below);
    }

    /** At the border the last pixel goes on. */
    private static float value(float[] pixels, Shape shape, int y, int x, int channel) {
        int row = Math.max(0, Math.min(shape.height() - 1, y));
        int column = Math.max(0, Math.min(shape.width() - 1, x));
        return pixels[(row * shape.width() + column) * shape.channels() + channel];
    }
}
