package org.osnas.images.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.datavec.image.loader.NativeImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.detection.BoxAugmentation.Change;

/**
 * A decoded image in red, green and blue.
 *
 * @param values planes as DataVec gives them, blue first, from 0 to 255
 */
record ImagePixels(int width, int height, float[] values) {

    static final int CHANNELS = 3;

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp", "ppm", "pgm");
    private static final double GREY = 127.5;

    /** By the ending of its name. */
    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }

    /**
     * @throws BadInputException naming the file that is not there, or no image
     */
    static ImagePixels read(Path file) {
        try (INDArray image = new NativeImageLoader(-1, -1, CHANNELS).asMatrix(file.toFile())) {
            return new ImagePixels(
                    (int) image.size(3), (int) image.size(2), image.data().asFloat());
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    Files.exists(file)
                            ? "%s is not an image that can be read (%s). Replace or remove it"
                                    .formatted(file, e.getMessage())
                            : "%s does not exist".formatted(file.toAbsolutePath()),
                    e);
        }
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
                    rgb[c] = sample(CHANNELS - 1 - c, v, u);
                }
                if (!change.keepsColours()) {
                    recolour(rgb, change);
                }
                System.arraycopy(rgb, 0, out, at + (y * inputWidth + x) * CHANNELS, CHANNELS);
            }
        }
    }

    private float sample(int plane, double y, double x) {
        if (y < -1 || y > height || x < -1 || x > width) {
            return 0;
        }
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double lower = y - top;
        double right = x - left;
        double above = (1 - right) * pixel(plane, top, left) + right * pixel(plane, top, left + 1);
        double below = (1 - right) * pixel(plane, top + 1, left) + right * pixel(plane, top + 1, left + 1);
        return (float) ((1 - lower) * above + lower * below);
    }

    /** At the border the last pixel goes on. */
    private float pixel(int plane, int y, int x) {
        int row = Math.max(0, Math.min(height - 1, y));
        int column = Math.max(0, Math.min(width - 1, x));
        return values[(plane * height + row) * width + column];
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
