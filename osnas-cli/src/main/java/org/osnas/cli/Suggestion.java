package org.osnas.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody who mistyped one probably meant. */
final class Suggestion {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Suggestion() {}

    private static final Comparator<String> SHORTEST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /**
     * The known name nearest to the given one, if it is near: one letter wrong; one of the words of a name, as
     * {@code rate} of {@code learning-rate}; two letters exchanged, or a third of them wrong; or its beginning.
     */
    static Optional<String> nearest(String given, Collection<String> known) {
        int limit = given.length() < 4 ? 1 : Math.max(2, given.length() / 3);
        return within(1, given, known)
                .or(() -> known.stream()
                        .filter(name -> List.of(name.split("-")).contains(given))
                        .min(SHORTEST))
                .or(() -> within(limit, given, known))
                .or(() -> known.stream()
                        .filter(name -> given.length() >= 4 && name.startsWith(given))
                        .min(SHORTEST));
    }

    private static Optional<String> within(int limit, String given, Collection<String> known) {
        return known.stream()
                .filter(name -> DISTANCE.apply(given, name) <= limit)
                .min(Comparator.comparingInt((String name) -> DISTANCE.apply(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
