package org.osnas.images.detection;

import java.nio.file.Path;
import org.osnas.images.internal.ImageLoader;
import org.osnas.images.internal.Picture;
import org.osnas.tasks.detection.BoxAugmentation.Change;

/**
 * A decoded image in red, green and blue.
 *
 * @param values {@code [height, width, 3]}, from 0 to 255
 * @param fileWidth of the image in its file, upright
 * @param fileHeight likewise
 */
record ImagePixels(int width, int height, byte[] values, int fileWidth, int fileHeight) {

    static final int CHANNELS = 3;

    private static final double GREY = 127.5;
    private static final ImageLoader LOADER = ImageLoader.proportional(CHANNELS, 0);

    /**
     * An image of its own size.
     *
     * @throws org.osnas.api.spi.BadInputException naming the file that is not there, or no image
     */
    static ImagePixels read(Path file) {
        return of(LOADER.load(file));
    }

    static ImagePixels of(ImageLoader.Loaded loaded) {
        Picture picture = loaded.picture();
        return new ImagePixels(
                picture.width(), picture.height(), picture.pixels(), loaded.fileWidth(), loaded.fileHeight());
    }

    /**
     * The window of a change as an input, {@code [height, width, 3]} from 0 to 255, linearly between the four nearest
     * pixels; black beyond the image.
     */
    void write(Change change, int inputWidth, int inputHeight, float[] out, int at) {
        double across = change.window().width() / inputWidth;
        double down = change.window().height() / inputHeight;
        float[] rgb = new float[CHANNELS];
        for (int y = 0; y < inputHeight; y++) {
            double v = change.window().top() + (y + 0.5) * down - 0.5;
            for (int x = 0; x < inputWidth; x++) {
                int place = change.mirrored() ? inputWidth - 1 - x : x;
                double u = change.window().left() + (place + 0.5) * across - 0.5;
                for (int c = 0; c < CHANNELS; c++) {
                    rgb[c] = sample(c, v, u);
                }
                if (!change.keepsColours()) {
                    recolour(rgb, change);
                }
                System.arraycopy(rgb, 0, out, at + (y * inputWidth + x) * CHANNELS, CHANNELS);
            }
        }
    }

    private float sample(int channel, double y, double x) {
        if (y < -1 || y > height || x < -1 || x > width) {
            return 0;
        }
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double lower = y - top;
        double right = x - left;
        double above = (1 - right) * pixel(channel, top, left) + right * pixel(channel, top, left + 1);
        double below = (1 - right) * pixel(channel, top + 1, left) + right * pixel(channel, top + 1, left + 1);
        return (float) ((1 - lower) * above + lower * below);
    }

    /** At the border the last pixel goes on. */
    private float pixel(int channel, int y, int x) {
        int row = Math.max(0, Math.min(height - 1, y));
        int column = Math.max(0, Math.min(width - 1, x));
        return values[(row * width + column) * CHANNELS + channel] & 0xff;
    }

    private static void recolour(float[] rgb, Change change) {
        double grey = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
        for (int c = 0; c < CHANNELS; c++) {
            double value = grey + (rgb[c] - grey) * change.saturation();
            value = (GREY + (value - GREY) * change.contrast()) * change.brightness();
            rgb[c] = (float) Math.max(0, Math.min(255, value));
        }
    }
}
