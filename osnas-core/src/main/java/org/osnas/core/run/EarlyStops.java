package org.osnas.core.run;

import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Trial;

/**
 * What early stop saved in a search.
 *
 * @param stopped trials that stopped early
 * @param trials all of them
 * @param saved share of the passes of an image through an architecture that were not made
 */
public record EarlyStops(int stopped, int trials, double saved) {

    public static EarlyStops of(List<Trial> trials) {
        List<Trial.Partial> parts =
                trials.stream().map(Trial::partial).flatMap(Optional::stream).toList();
        double saved = parts.stream()
                .mapToDouble(part -> 1 - (double) part.examples() / part.of())
                .sum();
        return new EarlyStops(parts.size(), trials.size(), trials.isEmpty() ? 0 : saved / trials.size());
    }
}
