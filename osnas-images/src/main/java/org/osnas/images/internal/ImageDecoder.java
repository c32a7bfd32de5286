package org.osnas.images.internal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads image files: by their content, upright as EXIF says, transparent parts on white, in 8 bits a channel. Values are
 * those in the file: no colour profile is applied, as with Pillow and OpenCV. Sizes and structure are checked before
 * anything is decoded, so that neither a bomb nor a file that was cut off becomes pixels.
 */
public final class ImageDecoder {

    static final String OTHER_ENDING =
            "[file is of another format than its|files are of another format than their] ending says";

    /** Longer files are refused before they are read. */
    private static final long MOST_BYTES = 1L << 30;

    private ImageDecoder() {}

    /**
     * @throws BrokenImageException naming the file that cannot be read, and why
     */
    public static Picture read(Path path) {
        try {
            byte[] file = bytes(path);
            ImageFormat format = ImageFormat.of(file);
            ImageHead head = head(file, format);
            return picture(head, samples(file, head, format), notes(path, format, head));
        } catch (BrokenException e) {
            throw new BrokenImageException(path, e);
        }
    }

    /**
     * What the structure of a file says of its image, upright.
     *
     * @param notes what a person should know, in words that follow a number of images
     */
    public record Checked(int width, int height, List<String> notes) {}

    /**
     * Looks at the structure of a file, as {@link #read} does before it decodes.
     *
     * @throws BrokenImageException naming the file that cannot be read, and why
     */
    public static Checked check(Path path) {
        try {
            byte[] file = bytes(path);
            ImageFormat format = ImageFormat.of(file);
            ImageHead head = head(file, format);
            boolean sideways = head.orientation() >= 5;
            return new Checked(
                    sideways ? head.height() : head.width(),
                    sideways ? head.width() : head.height(),
                    notes(path, format, head));
        } catch (BrokenException e) {
            throw new BrokenImageException(path, e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new BrokenException("is larger than a gigabyte, which no image here may be. Make it smaller");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new BrokenException("does not exist", e);
        } catch (IOException e) {
            throw new BrokenException("cannot be read: " + e, e);
        }
    }

    private static ImageHead head(byte[] file, ImageFormat format) {
        try {
            return structure(file, format);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new BrokenException("is cut off in its header. Fetch it again", e);
        }
    }

    private static ImageHead structure(byte[] file, ImageFormat format) {
        return switch (format) {
            case JPEG -> JpegFile.head(file);
            case PNG -> PngFile.head(file);
            case WEBP -> OtherFiles.webp(file);
            case GIF -> OtherFiles.gif(file);
            case PNM -> OtherFiles.pnm(file);
            case BMP, TIFF -> ImageIo.head(file, format);
        };
    }

    private static Samples samples(byte[] file, ImageHead head, ImageFormat format) {
        return switch (format) {
            case JPEG, PNG, WEBP, PNM -> OpenCv.decode(file, head.most(), false);
            case BMP, GIF, TIFF -> ImageIo.decode(file, head, format);
        };
    }

    private static List<String> notes(Path path, ImageFormat format, ImageHead head) {
        List<String> notes = new ArrayList<>(head.notes());
        if (ImageFormat.named(ImageFormat.ending(path)).filter(f -> f == format).isEmpty()) {
            notes.add(OTHER_ENDING);
        }
        if (head.orientation() != 1) {
            notes.add(Picture.TURNED);
        }
        return notes;
    }

    private static Picture picture(ImageHead head, Samples decoded, List<String> notes) {
        Samples samples = decoded.keyed(head.key());
        if (samples.transparent()) {
            notes.add(Picture.TRANSPARENT);
        }
        if (samples.most() > 255 && !notes.contains(ImageHead.DEEP)) {
            notes.add(ImageHead.DEEP);
        }
        byte[] bytes = samples.bytes();
        int channels = samples.alpha() ? samples.channels() - 1 : samples.channels();
        int width = samples.width();
        int height = samples.height();
        if (head.orientation() == 1) {
            return new Picture(width, height, channels, bytes, notes);
        }
        byte[] upright = Picture.upright(bytes, width, height, channels, head.orientation());
        boolean sideways = head.orientation() >= 5;
        return new Picture(sideways ? height : width, sideways ? width : height, channels, upright, notes);
    }
}
