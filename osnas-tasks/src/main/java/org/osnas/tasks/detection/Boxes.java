package org.osnas.tasks.detection;

import java.util.Optional;

/** Boxes that networks predict. */
final class Boxes {

    private Boxes() {}

    /** The part of a box that is in an image; none if there is none, or a coordinate is no number. */
    static Optional<Box> within(double left, double top, double right, double bottom, int width, int height) {
        double l = Math.max(0, left);
        double t = Math.max(0, top);
        double r = Math.min(width, right);
        double b = Math.min(height, bottom);
        return r > l && b > t ? Optional.of(Box.ofCorners(l, t, r, b)) : Optional.empty();
    }
}
