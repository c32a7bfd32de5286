package org.osnas.tasks.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.internal.DataFiles;

/**
 * The binary versions of CIFAR-10 and CIFAR-100, unpacked: records of one or two label bytes and 3,072 bytes of
 * 32x32 pixels, the red plane first (Krizhevsky 2009, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning Multiple Layers of Features from Tiny Images</a>).
 */
public final class CifarFolder {

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final Shape SHAPE = new Shape(SIDE, SIDE, 3);

    private CifarFolder() {}

    /** What CIFAR-100 images are labelled with. */
    public enum Labels {
        /** 100 classes. */
        FINE,
        /** 20 classes. */
        COARSE
    }

    /**
     * CIFAR-10: {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin}.
     *
     * @throws BadInputException naming the file that is missing or damaged
     */
    public static ImageData cifar10(Path directory) {
        Format format = new Format(
                "cifar-10-batches-bin",
                "data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-10 binary version, unpacked)",
                1,
                0,
                10,
                "batches.meta.txt");
        return read(
                directory,
                format,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> "data_batch_" + i + ".bin")
                        .toList(),
                "test_batch.bin");
    }

    /**
     * CIFAR-100: {@code train.bin} and {@code test.bin}.
     *
     * @throws BadInputException naming the file that is missing or damaged
     */
    public static ImageData cifar100(Path directory, Labels labels) {
        boolean fine = labels == Labels.FINE;
        Format format = new Format(
                "cifar-100-binary",
                "train.bin and test.bin (CIFAR-100 binary version, unpacked)",
                2,
                fine ? 1 : 0,
                fine ? 100 : 20,
                fine ? "fine_label_names.txt" : "coarse_label_names.txt");
        return read(directory, format, List.of("train.bin"), "test.bin");
    }

    private record Format(
            String subfolder, String expected, int labelBytes, int labelAt, int classes, String namesFile) {

        int recordBytes() {
            return labelBytes + 3 * PLANE;
        }
    }

    private static ImageData read(Path directory, Format format, List<String> train, String test) {
        DataFiles.requireFolder(directory, format.expected());
        // The archives unpack to a folder of their own; take its parent as well.
        Path nested = directory.resolve(format.subfolder());
        Path folder = Files.isDirectory(nested) ? nested : directory;
        List<String> names = classNames(folder, format);
        return new ImageData(readFiles(folder, format, train, names), readFiles(folder, format, List.of(test), names));
    }

    private static ImageSet readFiles(Path folder, Format format, List<String> files, List<String> names) {
        List<byte[]> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (String name : files) {
            Path file = folder.resolve(name);
            byte[] bytes = bytes(file, folder, format);
            for (int at = 0; at < bytes.length; at += format.recordBytes()) {
                int label = bytes[at + format.labelAt()] & 0xff;
                if (label >= format.classes()) {
                    throw new BadInputException(
                            "%s: image %d has label %d, but labels go from 0 to %d. The file is damaged or of another data set"
                                    .formatted(file, at / format.recordBytes(), label, format.classes() - 1));
                }
                labels.add(label);
                pixels.add(channelsLast(bytes, at + format.labelBytes()));
            }
        }
        return new ImageSet(
                SHAPE,
                names,
                pixels.toArray(byte[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static byte[] bytes(Path file, Path folder, Format format) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("%s is missing; the folder holds %s. Set 'directory' to a folder with %s"
                    .formatted(file.toAbsolutePath(), DataFiles.contents(folder), format.expected()));
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || bytes.length % format.recordBytes() != 0) {
                throw new BadInputException(
                        "%s has %d bytes, but must be a positive multiple of %d, the size of a labelled image. It is truncated or of another data set; fetch it again"
                                .formatted(file, bytes.length, format.recordBytes()));
            }
            return bytes;
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(file, e), e);
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

    private static List<String> classNames(Path folder, Format format) {
        Path file = folder.resolve(format.namesFile());
        if (Files.isRegularFile(file)) {
            try {
                List<String> names = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .map(String::trim)
                        .filter(line -> !line.isEmpty())
                        .toList();
                if (names.size() != format.classes()) {
                    throw new BadInputException("%s names %d classes, but there are %d. Fetch it again, or remove it"
                            .formatted(file, names.size(), format.classes()));
                }
                return names;
            } catch (IOException e) {
                throw new BadInputException("Cannot read %s: %s".formatted(file, e), e);
            }
        }
        return IntStream.range(0, format.classes()).mapToObj(Integer::toString).toList();
    }
}
