package org.osnas.tasks.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/** Labelled images of CIFAR's binary files: bytes of labels, then planes of red, green and blue. */
final class CifarRecords {

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;

    private final int labelBytes;
    private final int labelAt;
    private final int classes;
    private final List<byte[]> pixels = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    /**
     * @param labelBytes before the pixels of an image
     * @param labelAt which of them counts
     */
    CifarRecords(int labelBytes, int labelAt, int classes) {
        this.labelBytes = labelBytes;
        this.labelAt = labelAt;
        this.classes = classes;
    }

    /** None, of the same kind. */
    CifarRecords sibling() {
        return new CifarRecords(labelBytes, labelAt, classes);
    }

    void addAll(CifarRecords others) {
        pixels.addAll(others.pixels);
        labels.addAll(others.labels);
        places.addAll(others.places);
    }

    /**
     * @param file for messages
     * @throws org.osnas.api.spi.BadInputException if it has another length, or a label that cannot be
     */
    void read(String file, long length, InputStream in) throws IOException {
        int record = labelBytes + 3 * PLANE;
        Check.that(
                length > 0 && length % record == 0,
                "%s has %d bytes, but must be a positive multiple of %d, the size of a labelled image. It is truncated or of another data set; fetch it again",
                file,
                length,
                record);
        for (int i = 0; i < length / record; i++) {
            byte[] bytes = in.readNBytes(record);
            if (bytes.length < record) {
                throw new EOFException(file);
            }
            int label = bytes[labelAt] & 0xff;
            Check.that(
                    label < classes,
                    "%s: image %d has label %d, but labels go from 0 to %d. The file is damaged or of another data set",
                    file,
                    i,
                    label,
                    classes - 1);
            labels.add(label);
            pixels.add(channelsLast(bytes, labelBytes));
            places.add("image " + i + " of " + file);
        }
    }

    private static byte[] channelsLast(byte[] bytes, int from) {
        byte[] image = new byte[3 * PLANE];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < PLANE; i++) {
                image[3 * i + channel] = bytes[from + channel * PLANE + i];
            }
        }
        return image;
    }

    ImageSet images(List<String> names) {
        List<String> from = List.copyOf(places);
        return new ImageSet(
                        new Shape(SIDE, SIDE, 3),
                        names,
                        pixels.toArray(byte[][]::new),
                        labels.stream().mapToInt(Integer::intValue).toArray())
                .from(from::get);
    }
}
