package org.osnas.images.detection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.DataFiles;

/**
 * Where a folder as YOLO has it holds images and labels: {@code images} and {@code labels}, {@code images/train} and
 * {@code labels/train} with {@code test} or {@code val} beside them, or {@code train/images} and {@code train/labels}.
 *
 * @param test for the final result, if there is one
 */
record YoloLayout(Part train, Optional<Part> test) {

    private static final List<String> TESTS = List.of("test", "val", "valid");

    /** A folder of images, and one with a text file for each. */
    record Part(Path images, Path labels) {}

    /**
     * @throws org.osnas.api.spi.BadInputException if there are no such folders
     */
    static YoloLayout of(Path directory) {
        boolean partsFirst = Files.isDirectory(directory.resolve("train").resolve("images"));
        if (!partsFirst) {
            DataFiles.requireFolder(directory.resolve("images"), "images, or folders train and val of them");
            if (!Files.isDirectory(directory.resolve("images").resolve("train"))) {
                return new YoloLayout(part(directory, "", false), Optional.empty());
            }
        }
        Optional<Part> test = TESTS.stream()
                .filter(name -> Files.isDirectory(images(directory, name, partsFirst)))
                .findFirst()
                .map(name -> part(directory, name, partsFirst));
        return new YoloLayout(part(directory, "train", partsFirst), test);
    }

    private static Path images(Path directory, String part, boolean partsFirst) {
        return partsFirst
                ? directory.resolve(part).resolve("images")
                : directory.resolve("images").resolve(part);
    }

    private static Part part(Path directory, String name, boolean partsFirst) {
        Path labels = partsFirst
                ? directory.resolve(name).resolve("labels")
                : directory.resolve("labels").resolve(name);
        Check.that(
                Files.isDirectory(labels),
                "%s does not exist. It must hold a text file for each image; move them there if they stand beside the images, since all images would have nothing to find without",
                labels.toAbsolutePath());
        return new Part(images(directory, name, partsFirst), labels);
    }
}
