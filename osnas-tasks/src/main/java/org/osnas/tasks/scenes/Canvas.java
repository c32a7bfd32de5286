package org.osnas.tasks.scenes;

import java.util.random.RandomGenerator;

/** A square image in three colours, from 0 to 1, that things are drawn on. */
final class Canvas {

    static final int CHANNELS = 3;

    private final int size;
    private final float[] pixels;

    Canvas(int size) {
        this.size = size;
        this.pixels = new float[size * size * CHANNELS];
    }

    float[] pixels() {
        return pixels;
    }

    /** A colour that goes over into another from top to bottom. */
    void fill(float[] top, float[] bottom) {
        for (int y = 0; y < size; y++) {
            float share = (float) y / size;
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < CHANNELS; c++) {
                    pixels[(y * size + x) * CHANNELS + c] = (1 - share) * top[c] + share * bottom[c];
                }
            }
        }
    }

    void rectangle(int left, int top, int width, int height, float[] colour, double alpha) {
        for (int y = top; y < Math.min(size, top + height); y++) {
            for (int x = left; x < Math.min(size, left + width); x++) {
                blend(y, x, colour, 1, (float) alpha);
            }
        }
    }

    void ellipse(int left, int top, int width, int height, float[] colour, double alpha) {
        for (int y = top; y < Math.min(size, top + height); y++) {
            for (int x = left; x < Math.min(size, left + width); x++) {
                double u = (x + 0.5 - left) / width * 2 - 1;
                double v = (y + 0.5 - top) / height * 2 - 1;
                if (u * u + v * v <= 1) {
                    blend(y, x, colour, 1, (float) alpha);
                }
            }
        }
    }

    /** A sprite in a colour; dark pixels of it are dark still, so that its pattern is seen. */
    void draw(Sprite sprite, int left, int top, float[] colour) {
        for (int y = 0; y < sprite.height() && top + y < size; y++) {
            for (int x = 0; x < sprite.width() && left + x < size; x++) {
                blend(top + y, left + x, colour, sprite.value(y, x), sprite.alpha(y, x));
            }
        }
    }

    /** Adds normally distributed noise, and keeps values within 0 and 1. */
    void noise(RandomGenerator random, double deviation) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.min(1, Math.max(0, pixels[i] + (float) (random.nextGaussian() * deviation)));
        }
    }

    private void blend(int y, int x, float[] colour, float brightness, float alpha) {
        for (int c = 0; c < CHANNELS; c++) {
            int at = (y * size + x) * CHANNELS + c;
            pixels[at] += alpha * (brightness * colour[c] - pixels[at]);
        }
    }
}
