package org.osnas.tasks.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.internal.DataFiles;

/**
 * A folder of idx files, plain or {@code .gz}, as MNIST, Fashion-MNIST and EMNIST come: one file each whose name
 * contains {@code train-images}, {@code train-labels}, {@code t10k-images} (or {@code test-images}) and
 * {@code t10k-labels} (or {@code test-labels}).
 */
public final class IdxFolder {

    private static final String EXPECTED =
            "idx files named like train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz";

    private IdxFolder() {}

    /**
     * @param classes number of classes, or 0 to take the highest training label plus one
     * @throws BadInputException naming the file that is missing, damaged or has an unexpected label
     */
    public static ImageData read(Path directory, int classes) {
        DataFiles.requireFolder(directory, EXPECTED);
        Path trainLabels = find(directory, "train-labels");
        Path testLabels = find(directory, "t10k-labels", "test-labels");
        IdxReader.RawImages train = read(find(directory, "train-images"), trainLabels);
        IdxReader.RawImages test = read(find(directory, "t10k-images", "test-images"), testLabels);
        int count = classes == 0 ? train.maxLabel() + 1 : classes;
        requireLabels(trainLabels, train.maxLabel(), count);
        requireLabels(testLabels, test.maxLabel(), count);
        List<String> names =
                IntStream.range(0, count).mapToObj(Integer::toString).toList();
        return new ImageData(train.named(names), test.named(names));
    }

    private static IdxReader.RawImages read(Path images, Path labels) {
        return IdxReader.read(
                images.toString(),
                () -> Files.newInputStream(images),
                labels.toString(),
                () -> Files.newInputStream(labels));
    }

    private static void requireLabels(Path file, int maxLabel, int classes) {
        if (maxLabel >= classes) {
            throw new BadInputException(
                    "%s holds label %d, but there are %d classes (labels 0 to %d). Set 'classes' to %d"
                            .formatted(file, maxLabel, classes, classes - 1, maxLabel + 1));
        }
    }

    private static Path find(Path directory, String... names) {
        for (String name : names) {
            List<Path> found = DataFiles.list(
                    directory,
                    p -> Files.isRegularFile(p) && p.getFileName().toString().contains(name));
            List<Path> distinct = found.stream()
                    // The same file twice, packed and unpacked: the unpacked one reads faster.
                    .filter(p -> !p.toString().endsWith(".gz")
                            || !found.contains(Path.of(
                                    p.toString().substring(0, p.toString().length() - 3))))
                    .toList();
            if (distinct.size() > 1) {
                throw new BadInputException("%s has several files named like %s: %s. Keep one"
                        .formatted(
                                directory.toAbsolutePath(),
                                name,
                                distinct.stream()
                                        .map(p -> p.getFileName().toString())
                                        .toList()));
            }
            if (distinct.size() == 1) {
                return distinct.get(0);
            }
        }
        throw new BadInputException("%s has no file named like %s; it holds %s. Set 'directory' to a folder with %s"
                .formatted(
                        directory.toAbsolutePath(),
                        String.join(" or ", names),
                        DataFiles.contents(directory),
                        EXPECTED));
    }
}
