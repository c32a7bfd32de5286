package org.osnas.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody who mistyped one probably meant. */
final class Suggestion {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Suggestion() {}

    /** The known name nearest to the given one, if it is near: two letters exchanged, or a third of them wrong. */
    static Optional<String> nearest(String given, Collection<String> known) {
        int limit = given.length() < 4 ? 1 : Math.max(2, given.length() / 3);
        return known.stream()
                .filter(name -> DISTANCE.apply(given, name) <= limit)
                .min(Comparator.comparingInt((String name) -> DISTANCE.apply(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
