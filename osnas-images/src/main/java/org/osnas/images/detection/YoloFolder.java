package org.osnas.images.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.images.internal.ImageFormat;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.text.TextFile;
import org.osnas.text.TextNumber;

/**
 * A folder as YOLO has it: {@code images} and beside it {@code labels}, a text file for each image with a line
 * {@code category x y width height} for each object, centre and size as shares of the image; perhaps each with folders
 * {@code train} and {@code val} (or {@code test}). Names of the categories, a line each, stand in {@code classes.txt}.
 */
final class YoloFolder {

    /** What is larger is a number of pixels. */
    private static final double MOST = 2;

    private static final long MOST_MEGABYTES = 100;

    static final String EXPECTED = "images, labels and classes.txt, perhaps with train and val in images and labels";

    /** Rounded shares may reach beyond the image by a hair. */
    private static final BoxReading.Frame FRAME = new BoxReading.Frame(1, 1, 0, 0.001);

    private final Path directory;
    private final BoxReading reading = new BoxReading();

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
            return new AnnotatedSet(directory, names, part("", names), List.of(), reading.findings());
        }
        String test = Stream.of("test", "val")
                .filter(name -> Files.isDirectory(images.resolve(name)))
                .findFirst()
                .orElse("");
        List<AnnotatedImage> train = part("train", names);
        List<AnnotatedImage> forTest = test.isEmpty() ? List.of() : part(test, names);
        return new AnnotatedSet(directory, names, train, forTest, reading.findings());
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
        for (Path image : DataFiles.list(folder, f -> Files.isRegularFile(f) && ImageFormat.isNamedAsImage(f))) {
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

    private List<LabelledBox> boxes(Path file, List<String> names) {
        Set<String> seen = new HashSet<>();
        List<LabelledBox> boxes = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !seen.add(line)) {
                reading.drop("boxes that stand twice", BoxReading.place(file, i + 1));
            } else if (!line.isEmpty()) {
                box(line, file, i + 1, names).ifPresent(boxes::add);
            }
        }
        return boxes;
    }

    private Optional<LabelledBox> box(String text, Path file, int line, List<String> names) {
        String place = BoxReading.place(file, line);
        String[] words = text.split("\\s+");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = TextNumber.parse(place + ": a number", words[i], "");
        }
        Check.that(
                numbers.length == 5,
                "%s: a line must be 'category x y width height', got %d numbers; outlines and poses are not read",
                place,
                numbers.length);
        Check.that(
                numbers[0] == Math.rint(numbers[0]) && numbers[0] >= 0 && numbers[0] < names.size(),
                "%s: category %s is not in classes.txt, which has %d (0 to %d)",
                place,
                words[0],
                names.size(),
                names.size() - 1);
        double width = numbers[3];
        double height = numbers[4];
        Check.that(
                width >= 0
                        && height >= 0
                        && Math.max(width, height) <= MOST
                        && Math.abs(numbers[1]) <= MOST
                        && Math.abs(numbers[2]) <= MOST,
                "%s: x, y, width and height are shares of the image from 0 to 1, got '%s'",
                place,
                text);
        double x = numbers[1];
        double y = numbers[2];
        return reading.box(place, x - width / 2, y - height / 2, x + width / 2, y + height / 2, FRAME)
                .map(box -> LabelledBox.of((int) numbers[0], box));
    }

    private static List<String> lines(Path file) {
        try {
            return TextFile.lines(file, MOST_MEGABYTES);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(file, e), e);
        }
    }
}
