package org.osnas.tasks.detection;

import org.osnas.api.spi.Check;

/**
 * What is to be found at a place of an image.
 *
 * @param category from 0 on
 * @param area by which it counts as small, medium or large, in pixels of the original image; of a data set with outlines
 *     the area within, otherwise that of the box
 */
public record LabelledBox(int category, Box box, double area, Kind kind) {

    /** How finding it, or not, counts. */
    public enum Kind {
        /** It is to be found, once. */
        OBJECT,
        /** Finding it is neither right nor wrong, and so is not finding it ({@code difficult} in Pascal VOC). */
        IGNORED,
        /** A group of objects: any number of detections within it are neither right nor wrong ({@code iscrowd} in COCO). */
        CROWD
    }

    public LabelledBox {
        Check.atLeast("category", category, 0);
        Check.that(area >= 0, "The area of an object must not be negative, got %s", area);
    }

    /** An object of the area of its box. */
    public static LabelledBox of(int category, Box box) {
        return new LabelledBox(category, box, box.area(), Kind.OBJECT);
    }
}
