package org.osnas.api.task;

import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.Check;

/**
 * What a data set was found to hold when it was read: enough to see that it is what was meant, and to mend it where it is
 * not. It says nothing that a network depends on; that does {@link DataDescription}.
 *
 * @param parts the splits, in the order of {@link Split}
 * @param sizes of the images in their files, before they were resized; none if all have the size of the description
 * @param findings what is odd, by kind
 */
public record DataSummary(List<Part> parts, Optional<Sizes> sizes, List<Finding> findings) {

    public DataSummary {
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    /**
     * One split.
     *
     * @param examples in it
     * @param classes how many of each class, in the order of {@link DataDescription#names()}; boxes of each category for
     *     detection; empty where there are no classes
     */
    public record Part(Split split, int examples, List<Count> classes) {
        public Part {
            classes = List.copyOf(classes);
        }
    }

    /** How many of something there are. */
    public record Count(String name, long count) {}

    /** Sizes of image files in pixels, as people see the images. */
    public record Sizes(Range widths, Range heights) {}

    /** The least, the middle and the largest of some numbers. */
    public record Range(int least, int median, int most) {

        /**
         * @param sorted rising, at least one
         */
        public static Range of(int[] sorted) {
            Check.that(sorted.length > 0, "A range needs at least one number");
            return new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        }
    }

    /** What became of something that is not as it should be. */
    public enum Kind {
        /** Files that were not read, and are not meant to be. */
        IGNORED,
        /** Files that cannot be read and were left out. */
        BROKEN,
        /** Examples that are in several splits. */
        DUPLICATE,
        /** Parts of labels that were left out: boxes without area, lines of pairs. */
        DROPPED,
        /** Nothing was left out, but a person should know. */
        NOTE
    }

    /**
     * Something odd, and how often.
     *
     * @param what in a few words, which follow the number: {@code files ending in .txt}
     * @param first some of them, by name
     */
    public record Finding(Kind kind, String what, long count, List<String> first) {
        public Finding {
            first = List.copyOf(first);
        }
    }
}
