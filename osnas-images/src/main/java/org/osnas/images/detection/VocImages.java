package org.osnas.images.detection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osnas.api.spi.Check;
import org.osnas.images.internal.ImageFormat;
import org.osnas.images.internal.NamedFile;
import org.osnas.tasks.internal.DataFiles;

/**
 * The images of a folder as Pascal VOC has it, found by the names in annotations, which tools leave as they were where
 * files were renamed since, or write without an ending.
 */
final class VocImages {

    private final Path folder;
    private final BoxReading reading;
    private final Map<String, Path> byStem = new HashMap<>();
    private final Set<Path> taken = new HashSet<>();

    /**
     * @param reading gets what is odd
     */
    VocImages(Path folder, BoxReading reading) {
        this.folder = folder;
        this.reading = reading;
        for (Path image : DataFiles.list(folder, f -> Files.isRegularFile(f) && ImageFormat.isNamedAsImage(f))) {
            byStem.putIfAbsent(stem(image), image);
        }
    }

    /**
     * The image that is named, be it there or not; one that is called like the annotation, if it is the only one there.
     *
     * @throws org.osnas.api.spi.BadInputException if both are there
     */
    Path of(VocFile annotation) {
        Path file = annotation.file();
        Path named = NamedFile.in(folder, annotation.image(), file.toString());
        boolean there = Files.isRegularFile(named);
        Path alike = byStem.getOrDefault(stem(file), named);
        Check.that(
                !there || alike.equals(named) || stem(named).equals(stem(file)),
                "%s names the image %s, but %s is there too, which is called like the annotation. Change its 'filename', or its own name",
                file,
                named,
                alike);
        Path image = there ? named : alike;
        if (!image.equals(named)) {
            reading.note(
                    "[annotation names no image that is there; the one called like it was|annotations name no image that is there; those called like them were] taken",
                    file.toString());
        }
        if (!taken.add(image)) {
            reading.note("[annotation is|annotations are] of an image that another one is of, too", file.toString());
        }
        return image;
    }

    /** Counts the images that no annotation was of. */
    void noteOthers() {
        byStem.values().stream()
                .filter(image -> !taken.contains(image))
                .sorted()
                .forEach(image -> reading.ignore("[image|images] without an annotation", image.toString()));
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.lastIndexOf('.') < 0 ? name : name.substring(0, name.lastIndexOf('.'));
    }
}
