package org.osnas.tasks.detection;

import org.osnas.api.spi.Check;

/**
 * A rectangle in pixels; pixel {@code (0, 0)} reaches from 0 to 1 on both axes.
 *
 * @param width above 0
 * @param height above 0
 */
public record Box(double left, double top, double width, double height) {

    public Box {
        Check.that(
                width > 0
                        && height > 0
                        && Double.isFinite(left)
                        && Double.isFinite(top)
                        && Double.isFinite(width)
                        && Double.isFinite(height),
                "A box needs a width and a height above 0 and finite numbers, got left %s, top %s, width %s, height %s",
                left,
                top,
                width,
                height);
    }

    /** The box between two corners. */
    public static Box ofCorners(double left, double top, double right, double bottom) {
        return new Box(left, top, right - left, bottom - top);
    }

    public double right() {
        return left + width;
    }

    public double bottom() {
        return top + height;
    }

    public double centerX() {
        return left + width / 2;
    }

    public double centerY() {
        return top + height / 2;
    }

    public double area() {
        return width * height;
    }

    /** Area of what both share; 0 if they do not touch. */
    public double intersection(Box other) {
        double across = Math.min(right(), other.right()) - Math.max(left, other.left);
        double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        return across <= 0 || down <= 0 ? 0 : across * down;
    }

    /** Intersection over union. */
    public double iou(Box other) {
        double shared = intersection(other);
        return shared / (area() + other.area() - shared);
    }
}
