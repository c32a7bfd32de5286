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

    /** Whether boxes are in pixels, so that the size is that of the file. */
    boolean inPixels() {
        return width != 1 || height != 1;
    }
}
