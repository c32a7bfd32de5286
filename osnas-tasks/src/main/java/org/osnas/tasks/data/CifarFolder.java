package org.osnas.tasks.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.text.TextFile;

/**
 * The binary versions of CIFAR-10 and CIFAR-100, unpacked or as they are downloaded: records of one or two label bytes and 3,072 bytes of
 * 32x32 pixels, the red plane first (Krizhevsky 2009, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning Multiple Layers of Features from Tiny Images</a>).
 */
public final class CifarFolder {

    private static final long MOST_MEGABYTES = 1;

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
                "data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-10 binary version), or cifar-10-binary.tar.gz",
                "cifar-10-binary.tar.gz",
                List.of("cifar-10-batches-py", "data_batch_1", "cifar-10-python.tar.gz"),
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
                "train.bin and test.bin (CIFAR-100 binary version), or cifar-100-binary.tar.gz",
                "cifar-100-binary.tar.gz",
                List.of("cifar-100-python", "train", "cifar-100-python.tar.gz"),
                2,
                fine ? 1 : 0,
                fine ? 100 : 20,
                fine ? "fine_label_names.txt" : "coarse_label_names.txt");
        return read(directory, format, List.of("train.bin"), "test.bin");
    }

    private record Format(
            String subfolder,
            String expected,
            String archive,
            List<String> pickles,
            int labelBytes,
            int labelAt,
            int classes,
            String namesFile) {}

    private static ImageData read(Path directory, Format format, List<String> train, String test) {
        Path archive = Files.isRegularFile(directory) ? directory : directory.resolve(format.archive());
        if (!Files.isRegularFile(directory)) {
            DataFiles.requireFolder(directory, format.expected());
        }
        // The archives unpack to a folder of their own; take its parent as well.
        Path nested = directory.resolve(format.subfolder());
        Path folder = Files.isDirectory(nested) ? nested : directory;
        CifarRecords trains = new CifarRecords(format.labelBytes(), format.labelAt(), format.classes());
        CifarRecords tests = new CifarRecords(format.labelBytes(), format.labelAt(), format.classes());
        if (Files.isRegularFile(archive) && !Files.exists(folder.resolve(train.get(0)))) {
            return readArchive(archive, format, train, test, trains, tests);
        }
        requireNoPickles(directory, folder, format, train.get(0));
        List<String> names = classNames(folder, format);
        train.forEach(name -> readFile(folder.resolve(name), folder, format, trains));
        readFile(folder.resolve(test), folder, format, tests);
        return new ImageData(trains.images(names), tests.images(names));
    }

    private static ImageData readArchive(
            Path archive, Format format, List<String> train, String test, CifarRecords trains, CifarRecords tests) {
        Map<String, CifarRecords> parts = new TreeMap<>();
        List<String> names = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        // In the order of their numbers, which is not always that of the archive.
        train.forEach(name -> parts.put(name, trains.sibling()));
        parts.put(test, tests);
        TarArchive.read(archive, (name, length, content) -> {
            seen.add(name);
            if (parts.containsKey(name)) {
                parts.get(name).read(archive + ", " + name, length, content);
            } else if (name.equals(format.namesFile())) {
                names.addAll(named(
                        archive + ", " + name, TextFile.decode(archive + ", " + name, content.readAllBytes()), format));
            }
        });
        for (String name : parts.keySet()) {
            Check.that(
                    seen.contains(name),
                    "%s has no %s; it holds %s. It must be %s, the binary version",
                    archive,
                    name,
                    seen,
                    format.archive());
        }
        train.forEach(name -> trains.addAll(Objects.requireNonNull(parts.get(name))));
        List<String> all = names.isEmpty() ? numbers(format) : names;
        return new ImageData(trains.images(all), tests.images(all));
    }

    /** The version for Python, which everybody has, holds programs rather than numbers. */
    private static void requireNoPickles(Path directory, Path folder, Format format, String first) {
        for (String name : format.pickles()) {
            Check.that(
                    Files.exists(folder.resolve(first)) || !Files.exists(directory.resolve(name)),
                    "%s is the version for Python, whose pickles may run any program and are not read. Fetch the binary version, %s, from https://www.cs.toronto.edu/~kriz/cifar.html",
                    directory.resolve(name),
                    format.archive());
        }
    }

    private static void readFile(Path file, Path folder, Format format, CifarRecords records) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("%s is missing; the folder holds %s. Set 'directory' to a folder with %s"
                    .formatted(file.toAbsolutePath(), DataFiles.contents(folder), format.expected()));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            records.read(file.toString(), Files.size(file), in);
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static List<String> classNames(Path folder, Format format) {
        Path file = folder.resolve(format.namesFile());
        if (!Files.isRegularFile(file)) {
            return numbers(format);
        }
        try {
            return named(file.toString(), TextFile.read(file, MOST_MEGABYTES), format);
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static List<String> named(String file, String text, Format format) {
        List<String> names =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        Check.that(
                names.size() == format.classes(),
                "%s names %d classes, but there are %d. Fetch it again, or remove it",
                file,
                names.size(),
                format.classes());
        return names;
    }

    private static List<String> numbers(Format format) {
        return IntStream.range(0, format.classes()).mapToObj(Integer::toString).toList();
    }
}
