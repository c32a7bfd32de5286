package org.osnas.images.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.text.TextFile;

/**
 * A folder as Pascal VOC has it: {@code JPEGImages} with images, {@code Annotations} with an XML file for each, and
 * perhaps lists of their names in {@code ImageSets/Main}. Everingham et al. 2010,
 * <a href="http://host.robots.ox.ac.uk/pascal/VOC/">The Pascal Visual Object Classes Challenge</a>.
 */
final class VocFolder {

    private static final long MOST_MEGABYTES = 100;

    static final String EXPECTED = "JPEGImages, Annotations and perhaps ImageSets/Main, as Pascal VOC has it";

    private final Path directory;
    private final String trainList;
    private final String testList;

    /**
     * @param trainList name of the list of training images
     * @param testList name of the list of test images
     */
    VocFolder(Path directory, String trainList, String testList) {
        this.directory = directory;
        this.trainList = trainList;
        this.testList = testList;
    }

    /**
     * @throws BadInputException naming the file and the line that cannot be used
     */
    AnnotatedSet read() {
        DataFiles.requireFolder(directory, EXPECTED);
        DataFiles.requireFolder(directory.resolve("Annotations"), "an XML file for each image");
        DataFiles.requireFolder(directory.resolve("JPEGImages"), "images");
        Path lists = directory.resolve("ImageSets").resolve("Main");
        List<VocFile> train = Files.isDirectory(lists)
                ? listed(lists, trainList + ".txt")
                : DataFiles.list(directory.resolve("Annotations"), f -> f.toString()
                                .endsWith(".xml"))
                        .stream()
                        .map(VocFile::read)
                        .toList();
        List<VocFile> test = Files.isDirectory(lists) ? listed(lists, testList + ".txt") : List.of();
        TreeSet<String> names = new TreeSet<>();
        train.forEach(file -> names.addAll(file.names()));
        List<String> known = List.copyOf(names);
        BoxReading reading = new BoxReading();
        VocImages found = new VocImages(directory.resolve("JPEGImages"), reading);
        List<AnnotatedImage> forTraining = images(train, found, known, reading);
        List<AnnotatedImage> forTest = images(test, found, known, reading);
        if (!Files.isDirectory(lists)) {
            found.noteOthers();
        }
        return new AnnotatedSet(directory, known, forTraining, forTest, reading.findings());
    }

    private List<VocFile> listed(Path lists, String named) {
        Path list = lists.resolve(named);
        Check.that(
                Files.isRegularFile(list),
                "%s does not exist; %s holds %s. Name the lists of images by 'train-list' and 'test-list'",
                list,
                lists,
                DataFiles.contents(lists));
        List<VocFile> files = new ArrayList<>();
        List<String> lines;
        try {
            lines = TextFile.lines(list, MOST_MEGABYTES);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(list, e), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                // Lists of a category have a number behind the name.
                String name = lines.get(i).strip().split("\\s+")[0];
                Path file = directory.resolve("Annotations").resolve(name + ".xml");
                Check.that(
                        Files.isRegularFile(file),
                        "%s, line %d: '%s' has no annotation, %s does not exist",
                        list,
                        i + 1,
                        name,
                        file);
                files.add(VocFile.read(file));
            }
        }
        return files;
    }

    private static List<AnnotatedImage> images(
            List<VocFile> files, VocImages images, List<String> names, BoxReading reading) {
        return files.stream()
                .map(file -> file.image(images.of(file), names, reading))
                .toList();
    }
}
