package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.LabelledBox;

/**
 * A file of an image, and the boxes on it.
 *
 * @param width of the image in the units of the boxes: its pixels, or 1 where boxes are shares of it
 * @param height likewise
 */
record AnnotatedImage(Path file, double width, double height, List<LabelledBox> boxes) {

    AnnotatedImage {
        Check.positive("width", width);
        Check.positive("height", height);
        boxes = List.copyOf(boxes);
    }

    /**
     * Boxes that were drawn on an image of another size would be elsewhere.
     *
     * @param across pixels of its file, upright
     * @throws org.osnas.api.spi.BadInputException if the annotation says another size
     */
    void requireSize(int across, int down) {
        boolean turned = across == height && down == width;
        Check.that(
                !inPixels() || across == width && down == height,
                "%s is %d x %d pixels, but its annotation says %.0f x %.0f. %s",
                file,
                across,
                down,
                width,
                height,
                turned
                        ? "If its boxes were drawn before it was turned as its EXIF orientation says, take that out (exiftool -Orientation= FILE)"
                        : "Give the image that the boxes were drawn on, or annotate it anew");
    }

    /** Whether boxes are in pixels, so that the size is that of the file. */
    boolean inPixels() {
        return width != 1 || height != 1;
    }
}
