package org.osnas.tasks.detection;

import java.util.Locale;

/** Which objects count, by their area in pixels; bounds of pycocotools, both inclusive. */
enum CocoSize {
    ALL(0, 1e10),
    SMALL(0, 32 * 32),
    MEDIUM(32 * 32, 96 * 96),
    LARGE(96 * 96, 1e10);

    private final double least;
    private final double most;

    CocoSize(double least, double most) {
        this.least = least;
        this.most = most;
    }

    boolean has(double area) {
        return area >= least && area <= most;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
