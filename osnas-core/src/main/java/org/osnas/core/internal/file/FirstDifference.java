package org.osnas.core.internal.file;

import java.util.List;
import java.util.Optional;

/**
 * The first line in which two texts differ, without the space around it.
 *
 * @param before the line of the one text; empty if it has ended
 * @param now that of the other
 */
public record FirstDifference(String before, String now) {

    /** Nothing if all lines are the same. */
    public static Optional<FirstDifference> of(String before, String now) {
        List<String> theirs = before.lines().map(String::strip).toList();
        List<String> ours = now.lines().map(String::strip).toList();
        for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
            FirstDifference line = new FirstDifference(at(theirs, i), at(ours, i));
            if (!line.before.equals(line.now)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }
}
