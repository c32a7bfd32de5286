package org.osnas.api.task;

import java.util.stream.Stream;

/**
 * How an image of any size gets the size that a data set asks for: how its sides fit, and what becomes of its pixels.
 */
public enum Resizing {
    /** Not at all: images must have that size. */
    NONE(Fit.STRETCH, Filter.BILINEAR),
    /** Height and width each on its own, linearly between the four nearest pixels (OpenCV's {@code INTER_LINEAR}). */
    STRETCH(Fit.STRETCH, Filter.BILINEAR),
    /** Height and width each on its own, by areas. */
    STRETCH_AREA(Fit.STRETCH, Filter.AREA),
    /** The middle of the image in its proportions, linearly. */
    CROP(Fit.CROP, Filter.BILINEAR),
    /** The middle of the image in its proportions, by areas. */
    CROP_AREA(Fit.CROP, Filter.AREA),
    /** The whole image in its proportions, linearly. */
    LETTERBOX(Fit.LETTERBOX, Filter.BILINEAR),
    /** The whole image in its proportions, by areas. */
    LETTERBOX_AREA(Fit.LETTERBOX, Filter.AREA);

    private final Fit fit;
    private final Filter filter;

    Resizing(Fit fit, Filter filter) {
        this.fit = fit;
        this.filter = filter;
    }

    /** How an image of other proportions fits. */
    public enum Fit {
        /** It is stretched. */
        STRETCH,
        /** Its shorter side gets the length asked for, and the middle of its longer side is taken. */
        CROP,
        /** Its longer side gets the length asked for, and beside it is black on both sides alike. */
        LETTERBOX
    }

    /** Where new pixels come from. */
    public enum Filter {
        /** From the four nearest pixels, linearly; where an image becomes much smaller, others are left out. */
        BILINEAR,
        /**
         * Along a side that becomes shorter, from all pixels that the new one covers, by how much of them it covers; along
         * one that becomes longer, linearly.
         */
        AREA
    }

    public Fit fit() {
        return fit;
    }

    public Filter filter() {
        return filter;
    }

    /** The one that does both. */
    public static Resizing of(Fit fit, Filter filter) {
        return Stream.of(values())
                .filter(r -> r != NONE && r.fit == fit && r.filter == filter)
                .findFirst()
                .orElseThrow();
    }
}
