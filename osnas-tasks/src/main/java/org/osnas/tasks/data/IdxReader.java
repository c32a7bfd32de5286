package org.osnas.tasks.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

/**
 * Reads the idx format of MNIST, plain or compressed: a magic number {@code 0 0 type dimensions}, the big-endian
 * sizes, then the bytes (LeCun, Cortes and Burges, "The MNIST database"). Only unsigned bytes (type 8) hold images
 * and labels.
 */
final class IdxReader {

    private static final int UNSIGNED_BYTE = 8;
    private static final int MAX_IMAGES = 100_000_000;
    private static final int MAX_SIDE = 8192;

    private IdxReader() {}

    /** Where bytes come from. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * @param imageName for messages; compressed if it ends in {@code .gz}
     * @param labelName likewise
     * @throws BadInputException when a file is damaged, or images and labels do not fit together
     */
    static RawImages read(String imageName, Source imageSource, String labelName, Source labelSource) {
        RawImages images = parse(imageName, imageSource, in -> readImages(imageName, in));
        int[] labels = parse(labelName, labelSource, in -> readLabels(labelName, in));
        if (images.pixels().size() != labels.length) {
            throw new BadInputException("%s holds %d images but %s holds %d labels; they do not belong together"
                    .formatted(imageName, images.pixels().size(), labelName, labels.length));
        }
        return new RawImages(images.shape(), images.pixels(), labels);
    }

    /** Images with labels whose number of classes is not yet known. */
    record RawImages(Shape shape, List<byte[]> pixels, int[] labels) {

        int maxLabel() {
            int max = -1;
            for (int label : labels) {
                max = Math.max(max, label);
            }
            return max;
        }

        ImageSet named(List<String> classNames) {
            return new ImageSet(shape, classNames, pixels.toArray(byte[][]::new), labels);
        }
    }

    private interface Parser<T> {
        T parse(DataInputStream in) throws IOException;
    }

    private static <T> T parse(String name, Source source, Parser<T> parser) {
        boolean compressed = name.endsWith(".gz");
        try (InputStream raw = source.open();
                InputStream bytes = compressed ? new GZIPInputStream(raw, 1 << 16) : raw;
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes, 1 << 16))) {
            T result = parser.parse(in);
            if (in.read() >= 0) {
                throw new BadInputException(
                        "%s is longer than its header says; it is damaged or not an idx file. Fetch it again"
                                .formatted(name));
            }
            return result;
        } catch (EOFException e) {
            throw new BadInputException(
                    "%s ends too early: it holds less than its header says. It is truncated; fetch it again"
                            .formatted(name),
                    e);
        } catch (ZipException e) {
            throw new BadInputException(
                    "%s is not a valid gzip file (%s). Fetch it again, or drop the .gz ending if it is not compressed"
                            .formatted(name, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(name, e), e);
        }
    }

    private static RawImages readImages(String name, DataInputStream in) throws IOException {
        requireMagic(name, in, 3, "images");
        int count = size(name, "images", in.readInt(), MAX_IMAGES);
        int height = size(name, "rows", in.readInt(), MAX_SIDE);
        int width = size(name, "columns", in.readInt(), MAX_SIDE);
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] image = new byte[height * width];
            in.readFully(image);
            pixels.add(image);
        }
        return new RawImages(new Shape(height, width, 1), pixels, new int[0]);
    }

    private static int[] readLabels(String name, DataInputStream in) throws IOException {
        requireMagic(name, in, 1, "labels");
        int count = size(name, "labels", in.readInt(), MAX_IMAGES);
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = bytes[i] & 0xff;
        }
        return labels;
    }

    private static void requireMagic(String name, DataInputStream in, int dimensions, String what) throws IOException {
        int found = in.readInt();
        int expected = UNSIGNED_BYTE << 8 | dimensions;
        if (found != expected) {
            throw new BadInputException(
                    "%s starts with the magic number 0x%08x, but idx %s (unsigned bytes, %d dimension%s) start with 0x%08x. It is damaged or another kind of file; fetch it again"
                            .formatted(name, found, what, dimensions, dimensions == 1 ? "" : "s", expected));
        }
    }

    private static int size(String name, String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new BadInputException(
                    "The header of %s says %d %s; from 1 to %d are possible. It is damaged; fetch it again"
                            .formatted(name, value, what, max));
        }
        return value;
    }
}
