package org.osnas.images.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * {@code train} and {@code val} (or {@code test}), or in folders of these. Names of the categories, a line each, stand in {@code classes.txt}.
 */
final class YoloFolder {

    /** What is larger is a number of pixels. */
    private static final double MOST = 2;

    private static final long MOST_MEGABYTES = 100;
    private static final String NAMES = "classes.txt";

    static final String EXPECTED =
            "images, labels and classes.txt, perhaps with train and val in images and labels, or images and labels in train and val";

    /** Rounded shares may reach beyond the image by a hair. */
    private static final BoxReading.Frame FRAME = new BoxReading.Frame(1, 1, 0, 0.001);

    private final Path directory;
    private final BoxReading reading = new BoxReading();
    private int described;

    YoloFolder(Path directory) {
        this.directory = directory;
    }

    /**
     * @throws BadInputException naming the file and the line that cannot be used
     */
    AnnotatedSet read() {
        DataFiles.requireFolder(directory, EXPECTED);
        YoloLayout layout = YoloLayout.of(directory);
        List<String> names = names();
        List<AnnotatedImage> train = part(layout.train(), names);
        List<AnnotatedImage> test = layout.test().map(part -> part(part, names)).orElse(List.of());
        Check.that(
                described > 0,
                "%s has no file of labels for any image in %s, so that there would be nothing to find. Each must be called as its image is, with .txt for the ending",
                layout.train().labels().toAbsolutePath(),
                layout.train().images().toAbsolutePath());
        return new AnnotatedSet(directory, names, train, test, reading.findings());
    }

    private List<String> names() {
        Path file = directory.resolve(NAMES);
        Check.that(
                Files.isRegularFile(file),
                "%s does not exist. Write the names of the categories there, a line each, in the order of their numbers",
                file.toAbsolutePath());
        return lines(file).stream()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    private List<AnnotatedImage> part(YoloLayout.Part part, List<String> names) {
        List<AnnotatedImage> images = new ArrayList<>();
        Set<Path> files = new HashSet<>();
        for (Path image : DataFiles.list(part.images(), f -> Files.isRegularFile(f) && ImageFormat.isNamedAsImage(f))) {
            String file = image.getFileName().toString();
            Path labels = part.labels().resolve(file.substring(0, file.lastIndexOf('.')) + ".txt");
            if (!files.add(labels)) {
                reading.note("[image shares|images share] a file of labels with another one", image.toString());
            }
            boolean given = Files.isRegularFile(labels);
            if (given) {
                described++;
            } else {
                reading.note(
                        "[image|images] without a file of labels, taken as [an image|images] with nothing to find",
                        image.toString());
            }
            images.add(new AnnotatedImage(image, 1, 1, given ? boxes(labels, names) : List.of()));
        }
        Check.that(
                !images.isEmpty(),
                "%s has no image; it holds %s",
                part.images().toAbsolutePath(),
                DataFiles.contents(part.images()));
        for (Path other : DataFiles.list(part.labels(), f -> f.toString().endsWith(".txt") && !files.contains(f))) {
            if (!other.getFileName().toString().equals(NAMES)) {
                reading.ignore("[file|files] of labels without an image", other.toString());
            }
        }
        return images;
    }

    private List<LabelledBox> boxes(Path file, List<String> names) {
        Set<LabelledBox> boxes = new LinkedHashSet<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                String place = BoxReading.place(file, i + 1);
                box(line, place, names).ifPresent(box -> reading.keep(boxes, box, place));
            }
        }
        return List.copyOf(boxes);
    }

    private Optional<LabelledBox> box(String text, String place, List<String> names) {
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
