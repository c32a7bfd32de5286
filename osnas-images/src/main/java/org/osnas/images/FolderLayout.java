package org.osnas.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.images.internal.ImageTree;
import org.osnas.tasks.data.Findings;

/**
 * Which folders hold the parts of a data set.
 *
 * @param train folder of the classes that train; the whole folder if there are no parts
 * @param validation that scores architectures, if there is a test too
 * @param test for the final result
 */
record FolderLayout(Path train, Optional<Path> validation, Optional<Path> test) {

    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> VALIDATION = Set.of("val", "valid", "validation", "dev");
    private static final Set<String> TEST = Set.of("test", "testing");

    /**
     * @throws org.osnas.api.spi.BadInputException if there is a test but nothing to train with, or two folders for one
     */
    static FolderLayout of(Path directory, ImageTree tree, Findings findings) {
        List<Path> folders = tree.folders(directory);
        Optional<Path> train = called(TRAIN, directory, folders);
        Optional<Path> validation = called(VALIDATION, directory, folders);
        Optional<Path> test = called(TEST, directory, folders);
        if (train.isEmpty()) {
            requireNoParts(directory, folders);
            Path other = test.or(() -> validation).orElse(directory);
            Check.that(
                    other.equals(directory),
                    "%s has a folder '%s' but no folder 'train'. Give both, or folders of classes only",
                    directory.toAbsolutePath(),
                    other.getFileName());
            return new FolderLayout(directory, Optional.empty(), Optional.empty());
        }
        for (Path folder : folders) {
            if (!folder.equals(train.get())
                    && !Optional.of(folder).equals(validation)
                    && !Optional.of(folder).equals(test)) {
                findings.add(Kind.IGNORED, "[folder|folders] beside those of the parts", folder.toString());
            }
        }
        return test.isPresent()
                ? new FolderLayout(train.get(), validation, test)
                : new FolderLayout(train.get(), Optional.empty(), validation);
    }

    /** As of {@code seg_train} and {@code seg_test}, or {@code training_set} and {@code test_set}: else they were classes. */
    private static void requireNoParts(Path directory, List<Path> folders) {
        List<String> names =
                folders.stream().map(f -> f.getFileName().toString()).toList();
        Check.that(
                names.stream().noneMatch(name -> hasWord(name, TRAIN))
                        || names.stream().noneMatch(name -> hasWord(name, VALIDATION) || hasWord(name, TEST)),
                "%s has the folders %s, which are called as parts of a data set rather than as classes. Call them train, val and test, with the folders of classes directly in them",
                directory.toAbsolutePath(),
                names);
    }

    private static boolean hasWord(String name, Set<String> words) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).anyMatch(words::contains);
    }

    private static Optional<Path> called(Set<String> names, Path directory, List<Path> folders) {
        List<Path> found = folders.stream()
                .filter(f -> names.contains(f.getFileName().toString().toLowerCase(Locale.ROOT)))
                .toList();
        Check.that(
                found.size() < 2,
                "%s has several folders for one part: %s. Keep one",
                directory.toAbsolutePath(),
                found.stream().map(f -> f.getFileName().toString()).toList());
        return found.stream().findFirst();
    }
}
