package org.osnas.api.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody who mistyped one probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The known name nearest to the given one, if it is near: two letters exchanged, or a third of them wrong. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        int limit = given.length() < 4 ? 1 : Math.max(2, given.length() / 3);
        return known.stream()
                .filter(name -> distance(given, name) <= limit)
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code " Did you mean 'x'?"}, or nothing. */
    public static String sentence(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    // Levenshtein's edit distance, row by row.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
