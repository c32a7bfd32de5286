package org.osnas.tasks.augment;

/** Changes of colour by a given amount, as PIL's {@code ImageEnhance} and {@code ImageOps} define them. */
final class Colours {

    private static final int LEVELS = 256;

    private Colours() {}

    static void brightness(float[] pixels, double factor) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Pixel.within(pixels[i] * factor);
        }
    }

    static void contrast(float[] pixels, int channels, double factor) {
        double sum = 0;
        for (int at = 0; at < pixels.length; at += channels) {
            sum += Pixel.grey(pixels, at, channels);
        }
        double mean = sum * channels / pixels.length;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Pixel.within(mean + (pixels[i] - mean) * factor);
        }
    }

    static void saturation(float[] pixels, int channels, double factor) {
        if (channels < 3) {
            return;
        }
        for (int at = 0; at < pixels.length; at += channels) {
            double grey = Pixel.grey(pixels, at, channels);
            for (int c = 0; c < 3; c++) {
                pixels[at + c] = Pixel.within(grey + (pixels[at + c] - grey) * factor);
            }
        }
    }

    /**
     * Turns hues in the hexagon of HSV.
     *
     * @param turn share of the circle
     */
    static void hue(float[] pixels, int channels, double turn) {
        if (channels < 3 || turn == 0) {
            return;
        }
        for (int at = 0; at < pixels.length; at += channels) {
            double most = Math.max(pixels[at], Math.max(pixels[at + 1], pixels[at + 2]));
            double least = Math.min(pixels[at], Math.min(pixels[at + 1], pixels[at + 2]));
            double chroma = most - least;
            if (chroma > 0) {
                double side = 6 * turn + side(pixels, at, most, chroma);
                for (int c = 0; c < 3; c++) {
                    // Red, green and blue are 0, 2 and 4 sides along the hexagon.
                    double away = Math.abs(Math.IEEEremainder(side - 2 * c, 6));
                    pixels[at + c] = Pixel.within(least + chroma * Math.max(0, Math.min(1, 2 - away)));
                }
            }
        }
    }

    /** The hue from 0 to 6. */
    private static double side(float[] pixels, int at, double most, double chroma) {
        double red = pixels[at];
        double green = pixels[at + 1];
        double blue = pixels[at + 2];
        if (most == red) {
            return (green - blue) / chroma;
        }
        return most == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
    }

    /** Keeps the highest bits of the 8 of a value. */
    static void posterize(float[] pixels, int bits) {
        int mask = 0xff << 8 - bits & 0xff;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (level(pixels[i]) & mask) / 255f;
        }
    }

    /** Inverts values from a threshold on. */
    static void solarize(float[] pixels, double threshold) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] >= threshold ? 1 - pixels[i] : pixels[i];
        }
    }

    /** Stretches each channel to reach from 0 to 1. */
    static void autoContrast(float[] pixels, int channels) {
        for (int c = 0; c < channels; c++) {
            float least = 1;
            float most = 0;
            for (int i = c; i < pixels.length; i += channels) {
                least = Math.min(least, pixels[i]);
                most = Math.max(most, pixels[i]);
            }
            for (int i = c; i < pixels.length && most > least; i += channels) {
                pixels[i] = (pixels[i] - least) / (most - least);
            }
        }
    }

    /** Makes the 256 levels of each channel about equally frequent. */
    static void equalize(float[] pixels, int channels) {
        for (int c = 0; c < channels; c++) {
            int[] histogram = new int[LEVELS];
            int highest = 0;
            for (int i = c; i < pixels.length; i += channels) {
                histogram[level(pixels[i])]++;
                highest = Math.max(highest, level(pixels[i]));
            }
            int step = (pixels.length / channels - histogram[highest]) / (LEVELS - 1);
            if (step > 0) {
                float[] table = new float[LEVELS];
                int below = step / 2;
                for (int level = 0; level < LEVELS; level++) {
                    table[level] = Math.min(LEVELS - 1, below / step) / 255f;
                    below += histogram[level];
                }
                for (int i = c; i < pixels.length; i += channels) {
                    pixels[i] = table[level(pixels[i])];
                }
            }
        }
    }

    private static int level(float value) {
        return Math.round(value * 255);
    }
}
