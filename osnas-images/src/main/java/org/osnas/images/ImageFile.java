package org.osnas.images;

import java.nio.file.Files;
import java.nio.file.Path;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;
import org.osnas.images.internal.ImageLoader;

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
        boolean resizes = data.resizing() != Resizing.NONE;
        ImageLoader.Loaded loaded = new ImageLoader(
                        resizes ? wanted.height() : 0, resizes ? wanted.width() : 0, wanted.channels(), data.resizing())
                .load(file);
        Shape size = new Shape(loaded.fileHeight(), loaded.fileWidth(), wanted.channels());
        Check.that(
                resizes || size.equals(wanted),
                "%s is %s, but the network takes images of %s, and its data was not resized. Resize the image",
                file,
                size,
                wanted);
        byte[] bytes = loaded.picture().pixels();
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = bytes[i] & 0xff;
        }
        return new ImageFile(pixels, size);
    }
}
