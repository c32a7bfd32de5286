package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;

/**
 * Makes boxes of what annotations say, the same way for all formats: a box ends at the edges of its image, exchanged
 * corners are turned round, and what has no area or lies outside is left out. All of that is counted, with the first
 * places. One thread at a time.
 */
final class BoxReading {

    private final Findings findings = new Findings();

    /**
     * Corners in the units of the image, and how far beyond its edge rounding may put one without a word.
     *
     * @param first the number of the first pixel: 1 where pixels count from 1 and the last one is within, else 0
     */
    record Frame(double width, double height, double first, double tolerance) {}

    /**
     * The part of a box that lies within its image, counted from 0; empty if nothing does.
     *
     * @param place file and line, for messages
     * @throws BadInputException if a corner is no finite number
     */
    Optional<Box> box(String place, double left, double top, double right, double bottom, Frame frame) {
        if (!Double.isFinite(left + top + right + bottom)) {
            throw new BadInputException("%s: a box from (%s, %s) to (%s, %s) has corners that are no finite numbers"
                    .formatted(place, left, top, right, bottom));
        }
        if (right < left || bottom < top) {
            findings.add(Kind.NOTE, "[box|boxes] with exchanged corners, turned round", place);
        }
        double begin = Math.min(left, right) - frame.first();
        double above = Math.min(top, bottom) - frame.first();
        double end = Math.max(left, right);
        double below = Math.max(top, bottom);
        if (end <= begin || below <= above) {
            findings.add(Kind.DROPPED, "[box|boxes] of no area", place);
            return Optional.empty();
        }
        if (end <= 0 || below <= 0 || begin >= frame.width() || above >= frame.height()) {
            findings.add(Kind.DROPPED, "[box outside of its image|boxes outside of their images]", place);
            return Optional.empty();
        }
        double beyond = Math.max(Math.max(-begin, -above), Math.max(end - frame.width(), below - frame.height()));
        if (beyond > frame.tolerance()) {
            findings.add(
                    Kind.NOTE,
                    "[box that reaches beyond its image|boxes that reach beyond their images], cut off at the edge",
                    place);
        }
        Box box = Box.ofCorners(
                Math.max(0, begin), Math.max(0, above), Math.min(frame.width(), end), Math.min(frame.height(), below));
        return Optional.of(box);
    }

    /** Adds a box to those of its image, if it is not there already, as it is where annotations were joined. */
    void keep(Set<LabelledBox> boxes, LabelledBox box, String place) {
        if (!boxes.add(box)) {
            drop("[box that stands|boxes that stand] twice", place);
        }
    }

    /** Counts something that is passed over. */
    void ignore(String what, String place) {
        findings.add(Kind.IGNORED, what, place);
    }

    /** Counts something that is left out. */
    void drop(String what, String place) {
        findings.add(Kind.DROPPED, what, place);
    }

    /** Counts something that a person should know. */
    void note(String what, String place) {
        findings.add(Kind.NOTE, what, place);
    }

    List<Finding> findings() {
        return findings.list();
    }

    static String place(Path file, int line) {
        return "%s, line %d".formatted(file, line);
    }
}
