package org.osnas.api.task;

import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Check;

/** What a person of the field looks at to see how good a network is; a run keeps it, and its report shows it. */
public sealed interface Exhibit {

    /** What it shows, in a few words. */
    String title();

    /**
     * Lines in a plane whose axes go from 0 to 1, such as precision by recall.
     *
     * @param across name of the horizontal axis
     * @param up name of the vertical axis
     * @param lines by their names, in order
     */
    record Curves(String title, String across, String up, Map<String, List<Point>> lines) implements Exhibit {}

    /** A point of a line. */
    record Point(double x, double y) {}

    /** Examples with what the network says of them. */
    record Pictures(String title, List<Picture> pictures) implements Exhibit {
        public Pictures {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * An example as the network got it.
     *
     * @param input {@code [height, width, channels]} as in {@link Batch#inputs()}; not copied
     * @param caption may be empty
     * @param frames boxes on it
     */
    record Picture(float[] input, String caption, List<Frame> frames) {
        public Picture {
            frames = List.copyOf(frames);
        }
    }

    /**
     * How often examples of each class are taken for each.
     *
     * @param counts {@code [truth][guess]}, numbers of names in {@link DataDescription#names()}; not copied
     */
    record Matrix(String title, int[][] counts) implements Exhibit {}

    /** Examples whose class the network does not see. */
    record Mistakes(String title, List<Mistake> mistakes) implements Exhibit {
        public Mistakes {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * An example that is taken for another class.
     *
     * @param input as that of a {@link Picture}
     * @param truth number of its class in {@link DataDescription#names()}
     * @param guess number of the class that it is taken for
     * @param probability that the network gives the guess, from 0 to 1
     */
    record Mistake(float[] input, int truth, int guess, double probability) {}

    /**
     * A box on an example, in pixels of the input.
     *
     * @param category number of a name in {@link DataDescription#names()}
     * @param score how sure the network is; ignored for the truth
     * @param truth whether it is a label, and no guess
     */
    record Frame(double left, double top, double width, double height, int category, double score, boolean truth) {
        public Frame {
            Check.that(width > 0 && height > 0, "A frame must not be empty, got %s by %s", width, height);
        }
    }
}
