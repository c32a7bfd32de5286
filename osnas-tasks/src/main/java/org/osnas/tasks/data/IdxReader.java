package org.osnas.tasks.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.data.IdxFile.Header;
import org.osnas.tasks.data.IdxFile.Source;
import org.osnas.tasks.data.IdxFile.Type;

/**
 * Reads images and their labels from idx files. Numbers of any type are taken if they are whole: images from 0 to 255,
 * labels of one column, or of the eight of QMNIST, whose first is the class (Yadav and Bottou 2019, <a
 * href="https://github.com/facebookresearch/qmnist">Cold Case: The Lost MNIST Digits</a>).
 */
final class IdxReader {

    private static final int MAX_IMAGES = 100_000_000;
    private static final int MAX_SIDE = 8192;
    private static final int QMNIST_COLUMNS = 8;

    private IdxReader() {}

    /**
     * @param imageName for messages
     * @param labelName likewise
     * @throws BadInputException when a file is damaged, or images and labels do not fit together
     */
    static RawImages read(String imageName, Source imageSource, String labelName, Source labelSource) {
        RawImages images = IdxFile.read(imageName, imageSource, "images", 3, 3, IdxReader::images);
        int[] labels = IdxFile.read(labelName, labelSource, "labels", 1, 2, IdxReader::labels);
        if (images.pixels().size() != labels.length) {
            throw new BadInputException("%s holds %d images but %s holds %d labels; they do not belong together"
                    .formatted(imageName, images.pixels().size(), labelName, labels.length));
        }
        return new RawImages(images.shape(), images.pixels(), labels);
    }

    /** Images with labels whose number of classes is not yet known. */
    record RawImages(Shape shape, List<byte[]> pixels, int[] labels) {

        int maxLabel() {
            return Arrays.stream(labels).max().orElse(-1);
        }

        int minLabel() {
            return Arrays.stream(labels).min().orElse(0);
        }

        /** With columns for rows and rows for columns. */
        RawImages transposed() {
            Shape turned = new Shape(shape.width(), shape.height(), 1);
            List<byte[]> all = pixels.stream()
                    .map(image -> {
                        byte[] other = new byte[image.length];
                        for (int i = 0; i < image.length; i++) {
                            other[i % shape.width() * shape.height() + i / shape.width()] = image[i];
                        }
                        return other;
                    })
                    .toList();
            return new RawImages(turned, all, labels);
        }

        /**
         * @param base the label of the first class
         * @param file for names of images
         */
        ImageSet named(List<String> classNames, int base, String file) {
            int[] numbers = Arrays.stream(labels).map(label -> label - base).toArray();
            return new ImageSet(shape, classNames, pixels.toArray(byte[][]::new), numbers)
                    .from(image -> "image " + image + " of " + file);
        }
    }

    private static RawImages images(Header header, DataInputStream in) throws IOException {
        int count = header.size(0, "images", MAX_IMAGES);
        int height = header.size(1, "rows", MAX_SIDE);
        int width = header.size(2, "columns", MAX_SIDE);
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] image = new byte[height * width];
            if (header.type() == Type.UNSIGNED_BYTE) {
                in.readFully(image);
            } else {
                for (int p = 0; p < image.length; p++) {
                    image[p] = (byte) whole(header, in, 255, "image " + i);
                }
            }
            pixels.add(image);
        }
        return new RawImages(new Shape(height, width, 1), pixels, new int[0]);
    }

    private static int[] labels(Header header, DataInputStream in) throws IOException {
        int count = header.size(0, "labels", MAX_IMAGES);
        int columns = header.sizes().length == 1 ? 1 : header.sizes()[1];
        Check.that(
                columns == 1 || columns == QMNIST_COLUMNS,
                "%s has %d columns of labels; one column can be read, or the %d of QMNIST, whose first is the class. Save the column of classes alone",
                header.name(),
                columns,
                QMNIST_COLUMNS);
        if (header.type() == Type.UNSIGNED_BYTE && columns == 1) {
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
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(whole(header, in, Integer.MAX_VALUE - 1, "label " + i));
            for (int c = 1; c < columns; c++) {
                header.type().read(in);
            }
        }
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int whole(Header header, DataInputStream in, int most, String what) throws IOException {
        double value = header.type().read(in);
        Check.that(
                value >= 0 && value <= most && value == Math.rint(value),
                "%s: %s has the value %s, but it must be a whole number from 0 to %d. Scale the values, and save them so",
                header.name(),
                what,
                value,
                most);
        return (int) value;
    }
}
