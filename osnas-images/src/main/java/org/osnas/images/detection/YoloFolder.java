package org.osnas.images.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.text.TextFile;

/**
 * A folder as YOLO has it: {@code images} and beside it {@code labels}, a text file for each image with a line
 * {@code category x y width height} for each object, centre and size as shares of the image; perhaps each with folders
 * {@code train} and {@code val} (or {@code test}). Names of the categories, a line each, stand in {@code classes.txt}.
 */
final class YoloFolder {

    private static final long MOST_MEGABYTES = 100;

    static final String EXPECTED = "images, labels and classes.txt, perhaps with train and val in images and labels";

    private final Path directory;

    YoloFolder(Path directory) {
        this.directory = directory;
    }

    /**
     * @throws BadInputException naming the file and the line that cannot be used
     */
    AnnotatedSet read() {
        DataFiles.requireFolder(directory, EXPECTED);
        Path images = directory.resolve("images");
        DataFiles.requireFolder(images, "images, or folders train and val of them");
        List<String> names = names();
        if (!Files.isDirectory(images.resolve("train"))) {
            return new AnnotatedSet(directory, names, part("", names), List.of());
        }
        String test = Stream.of("test", "val")
                .filter(name -> Files.isDirectory(images.resolve(name)))
                .findFirst()
                .orElse("");
        return new AnnotatedSet(directory, names, part("train", names), test.isEmpty() ? List.of() : part(test, names));
    }

    private List<String> names() {
        Path file = directory.resolve("classes.txt");
        Check.that(
                Files.isRegularFile(file),
                "%s does not exist. Write the names of the categories there, a line each, in the order of their numbers",
                file.toAbsolutePath());
        return lines(file).stream()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    private List<AnnotatedImage> part(String name, List<String> names) {
        List<AnnotatedImage> images = new ArrayList<>();
        Path folder = directory.resolve("images").resolve(name);
        for (Path image : DataFiles.list(folder, ImagePixels::isImage)) {
            String file = image.getFileName().toString();
            Path labels = directory
                    .resolve("labels")
                    .resolve(name)
                    .resolve(file.substring(0, file.lastIndexOf('.')) + ".txt");
            // An image without objects may go without a file.
            images.add(new AnnotatedImage(image, 1, 1, Files.isRegularFile(labels) ? boxes(labels, names) : List.of()));
        }
        Check.that(
                !images.isEmpty(), "%s has no image; it holds %s", folder.toAbsolutePath(), DataFiles.contents(folder));
        return images;
    }

    private static List<LabelledBox> boxes(Path file, List<String> names) {
        List<LabelledBox> boxes = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                boxes.add(box(lines.get(i).strip(), file, i + 1, names));
            }
        }
        return boxes;
    }

    private static LabelledBox box(String text, Path file, int line, List<String> names) {
        String[] words = text.split("\\s+");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new BadInputException("%s, line %d: '%s' is no number".formatted(file, line, words[i]), e);
            }
        }
        Check.that(
                numbers.length == 5,
                "%s, line %d: a line must be 'category x y width height', got %d numbers",
                file,
                line,
                numbers.length);
        Check.that(
                numbers[0] == Math.rint(numbers[0]) && numbers[0] >= 0 && numbers[0] < names.size(),
                "%s, line %d: category %s is not in classes.txt, which has %d (0 to %d)",
                file,
                line,
                words[0],
                names.size(),
                names.size() - 1);
        for (int i = 1; i < 5; i++) {
            Check.that(
                    numbers[i] >= 0 && numbers[i] <= 1 && (i < 3 || numbers[i] > 0),
                    "%s, line %d: x, y, width and height are shares of the image from 0 to 1, sizes above 0, got '%s'",
                    file,
                    line,
                    text);
        }
        // Rounded shares may reach beyond the image by a hair.
        Box box = Box.ofCorners(
                Math.max(0, numbers[1] - numbers[3] / 2),
                Math.max(0, numbers[2] - numbers[4] / 2),
                Math.min(1, numbers[1] + numbers[3] / 2),
                Math.min(1, numbers[2] + numbers[4] / 2));
        return LabelledBox.of((int) numbers[0], box);
    }

    private static List<String> lines(Path file) {
        try {
            return TextFile.lines(file, MOST_MEGABYTES);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(file, e), e);
        }
    }
}
