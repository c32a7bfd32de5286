package org.osnas.tasks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.Resizing;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.text.TextFile;

/**
 * A folder of idx files, plain or {@code .gz}, as MNIST, Fashion-MNIST, EMNIST and QMNIST come: one file each whose name
 * contains {@code train-images}, {@code train-labels}, {@code t10k-images} (or {@code test-images}) and
 * {@code t10k-labels} (or {@code test-labels}). EMNIST stores columns for rows (Cohen et al. 2017, <a
 * href="https://arxiv.org/abs/1702.05373">EMNIST</a>), and its letters count from 1; both are put right.
 */
public final class IdxFolder {

    private static final String EXPECTED =
            "idx files named like train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz";

    private static final long MOST_MEGABYTES = 1;

    private final Path directory;
    private final String prefix;
    private final Findings findings = new Findings();

    private IdxFolder(Path directory, String prefix) {
        this.directory = directory;
        this.prefix = prefix;
    }

    /** Whether files hold columns for rows. */
    public enum Transposed {
        YES,
        NO,
        /** If the name of the training images has {@code emnist} in it. */
        AUTO
    }

    /**
     * {@link #read(Path, int, String, Transposed)} of the only files there are.
     */
    public static ImageData read(Path directory, int classes) {
        return read(directory, classes, "", Transposed.AUTO);
    }

    /**
     * Reads the images.
     *
     * @param classes number of classes, or 0 to take the highest training label, and one more if labels begin at 0
     * @param prefix that names of files begin with, where there are several data sets in a folder; empty for all
     * @throws BadInputException naming the file that is missing, damaged or has an unexpected label
     */
    public static ImageData read(Path directory, int classes, String prefix, Transposed transposed) {
        DataFiles.requireFolder(directory, EXPECTED);
        return new IdxFolder(directory, prefix).read(classes, transposed);
    }

    private ImageData read(int classes, Transposed transposed) {
        Path trainImages = find("train-images");
        Path trainLabels = find("train-labels");
        Path testImages = find("t10k-images", "test-images");
        Path testLabels = find("t10k-labels", "test-labels");
        boolean turn = transposed == Transposed.YES
                || transposed == Transposed.AUTO
                        && trainImages
                                .getFileName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .contains("emnist");
        IdxReader.RawImages train = read(trainImages, trainLabels, turn);
        IdxReader.RawImages test = read(testImages, testLabels, turn);
        int base =
                train.minLabel() == 1 && test.minLabel() >= 1 && (classes == 0 || classes == train.maxLabel()) ? 1 : 0;
        int count = classes == 0 ? train.maxLabel() + 1 - base : classes;
        requireLabels(trainLabels, train.maxLabel(), count, base);
        requireLabels(testLabels, test.maxLabel(), count, base);
        if (turn) {
            findings.add(
                    Kind.NOTE,
                    "data set is transposed, as EMNIST is: columns are taken for rows",
                    trainImages.toString());
        }
        if (base == 1) {
            findings.add(Kind.NOTE, "is the label of the first class, instead of 0", trainLabels.toString());
        }
        List<String> names = names(count, base);
        return new ImageData(
                train.named(names, base, trainImages.getFileName().toString()),
                Optional.empty(),
                test.named(names, base, testImages.getFileName().toString()),
                new Reading(Resizing.NONE, Optional.empty(), findings.list()));
    }

    private static IdxReader.RawImages read(Path images, Path labels, boolean turn) {
        IdxReader.RawImages read = IdxReader.read(
                images.toString(),
                () -> Files.newInputStream(images),
                labels.toString(),
                () -> Files.newInputStream(labels));
        return turn ? read.transposed() : read;
    }

    /** Letters and digits as EMNIST's mapping has them, {@code LABEL CODE [CODE]} in a line, or the numbers of labels. */
    private List<String> names(int count, int base) {
        List<Path> mappings = files("mapping.txt");
        if (mappings.size() == 1) {
            try {
                List<String> names = TextFile.lines(mappings.get(0), MOST_MEGABYTES).stream()
                        .map(String::strip)
                        .filter(line -> line.matches("[0-9]+( +[0-9]{1,6})+"))
                        .map(IdxFolder::letters)
                        .toList();
                if (names.size() == count) {
                    return names;
                }
            } catch (IOException e) {
                throw new BadInputException("Cannot read %s: %s".formatted(mappings.get(0), e), e);
            }
        }
        return IntStream.range(base, count + base).mapToObj(Integer::toString).toList();
    }

    private static String letters(String line) {
        StringBuilder letters = new StringBuilder();
        String[] codes = line.split(" +");
        for (int i = 1; i < codes.length; i++) {
            letters.appendCodePoint(Integer.parseInt(codes[i]));
        }
        return letters.toString();
    }

    private static void requireLabels(Path file, int maxLabel, int classes, int base) {
        Check.that(
                maxLabel < classes + base,
                "%s holds label %d, but there are %d classes (labels %d to %d). Set 'classes' to %d",
                file,
                maxLabel,
                classes,
                base,
                classes - 1 + base,
                maxLabel + 1 - base);
    }

    private List<Path> files(String name) {
        return DataFiles.list(directory, p -> {
            String file = p.getFileName().toString();
            return Files.isRegularFile(p) && file.contains(name) && file.startsWith(prefix);
        });
    }

    private Path find(String... names) {
        for (String name : names) {
            List<Path> found = files(name);
            List<Path> distinct = found.stream()
                    // The same file twice, packed and unpacked: the unpacked one reads faster.
                    .filter(p -> !p.toString().endsWith(".gz")
                            || !found.contains(Path.of(
                                    p.toString().substring(0, p.toString().length() - 3))))
                    .toList();
            if (distinct.size() > 1) {
                throw new BadInputException(
                        "%s has several files named like %s: %s. Keep one, or set 'prefix' to how the names of one data set begin"
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
        throw new BadInputException("%s has no file named like %s%s; it holds %s. Set 'directory' to a folder with %s"
                .formatted(
                        directory.toAbsolutePath(),
                        String.join(" or ", names),
                        prefix.isEmpty() ? "" : " that begins with '" + prefix + "'",
                        DataFiles.contents(directory),
                        EXPECTED));
    }
}
