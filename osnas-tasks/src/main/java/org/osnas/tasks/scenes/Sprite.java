package org.osnas.tasks.scenes;

/**
 * A grey image that is opaque where it is bright, cut to what is opaque.
 *
 * @param values rows from 0 to 1
 */
record Sprite(int width, int height, int side, float[] values) {

    /** From here on a pixel belongs to the item. */
    private static final float DARKEST = 0.15f;

    /** From here on it hides what is behind. */
    private static final float OPAQUE = 0.3f;

    /**
     * An image of another size, by bilinear interpolation between the centres of pixels.
     *
     * @param pixels a square image with at least one bright pixel
     * @param from its side
     * @param side that it gets
     */
    static Sprite of(byte[] pixels, int from, int side, boolean mirrored) {
        float[] values = new float[side * side];
        double ratio = (double) from / side;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = mirrored ? side - 1 - x : x;
                values[y * side + x] = sample(pixels, from, (y + 0.5) * ratio - 0.5, (u + 0.5) * ratio - 0.5);
            }
        }
        return new Sprite(side, side, side, values).trimmed();
    }

    private static float sample(byte[] pixels, int side, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double down = y - top;
        double right = x - left;
        double upper = (1 - right) * pixel(pixels, side, top, left) + right * pixel(pixels, side, top, left + 1);
        double lower =
                (1 - right) * pixel(pixels, side, top + 1, left) + right * pixel(pixels, side, top + 1, left + 1);
        return (float) (((1 - down) * upper + down * lower) / 255);
    }

    private static int pixel(byte[] pixels, int side, int y, int x) {
        return y < 0 || y >= side || x < 0 || x >= side ? 0 : pixels[y * side + x] & 0xff;
    }

    /** The part of it with all pixels that belong to the item; the whole if there is none. */
    private Sprite trimmed() {
        int top = height;
        int bottom = 0;
        int left = width;
        int right = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (values[y * width + x] >= DARKEST) {
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y + 1);
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
            }
        }
        return bottom == 0 ? this : cut(left, top, right - left, bottom - top);
    }

    /** A square of it, as far as it reaches. */
    Sprite cut(int left, int top, int piece) {
        int from = Math.min(left, width - 1);
        int down = Math.min(top, height - 1);
        return cut(from, down, Math.min(piece, width - from), Math.min(piece, height - down));
    }

    private Sprite cut(int left, int top, int across, int down) {
        float[] part = new float[across * down];
        for (int y = 0; y < down; y++) {
            System.arraycopy(values, (top + y) * width + left, part, y * across, across);
        }
        return new Sprite(across, down, side, part);
    }

    float value(int y, int x) {
        return values[y * width + x];
    }

    /** From 0, nothing, to 1, opaque. */
    float alpha(int y, int x) {
        return Math.min(1, Math.max(0, (value(y, x) - DARKEST / 2) / (OPAQUE - DARKEST / 2)));
    }
}
