package org.osnas.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datavec.image.loader.NativeImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;

/**
 * An image file as a network is fed with it, read and resized as {@link ImageFolder} does.
 *
 * @param pixels {@code [height, width, channels]}, from 0 to 255, red first
 * @param size of the image in the file; its channels are those of the pixels
 */
public record ImageFile(float[] pixels, Shape size) {

    /**
     * Reads a file.
     *
     * @param data what the network is fed with
     * @throws BadInputException if it is no image, or has another size than the data, which is not resized
     */
    public static ImageFile read(Path file, DataDescription data) {
        Shape wanted = data.image();
        Check.that(
                data.pixels() == Pixels.GREY || data.pixels() == Pixels.RGB,
                "The network takes %s of %s, not images of files",
                data.pixels(),
                wanted);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no image " + file);
        }
        Shape size = size(file, wanted.channels());
        boolean resizes = data.resizing() == Resizing.STRETCH;
        Check.that(
                resizes || size.equals(wanted),
                "%s is %s, but the network takes images of %s, and its data was not resized. Resize the image",
                file,
                size,
                wanted);
        NativeImageLoader loader = new NativeImageLoader(wanted.height(), wanted.width(), wanted.channels());
        try (INDArray image = load(loader, file)) {
            byte[] bytes = bytes(image, wanted, file);
            float[] pixels = new float[bytes.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = bytes[i] & 0xff;
            }
            return new ImageFile(pixels, size);
        }
    }

    private static Shape size(Path file, int channels) {
        try (INDArray whole = load(new NativeImageLoader(-1, -1, channels), file)) {
            return new Shape((int) whole.size(2), (int) whole.size(3), channels);
        }
    }

    static INDArray load(NativeImageLoader loader, Path file) {
        try {
            return loader.asMatrix(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    "%s is not an image that can be read (%s). Replace or remove it".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** From {@code [1, channels, height, width]}, blue first, to {@code [height, width, channels]}, red first. */
    static byte[] bytes(INDArray image, Shape shape, Path file) {
        float[] values = image.data().asFloat();
        int plane = shape.height() * shape.width();
        byte[] bytes = new byte[plane * shape.channels()];
        for (int channel = 0; channel < shape.channels(); channel++) {
            int source = (shape.channels() - 1 - channel) * plane;
            for (int i = 0; i < plane; i++) {
                float value = values[source + i];
                if (value > 255) {
                    throw new BadInputException(
                            "%s has more than 8 bits a channel (a value of %d). Convert it to 8 bits"
                                    .formatted(file, (int) value));
                }
                bytes[i * shape.channels() + channel] = (byte) Math.round(value);
            }
        }
        return bytes;
    }
}
