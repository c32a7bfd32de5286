package org.osnas.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.MissingCapabilityException;

/**
 * Who is compared, and under which conditions, equal for all.
 *
 * @param seed root seed of all draws
 * @param evaluations architectures that each search may score
 * @param seeds searches of each strategy
 * @param baseline label of the strategy that the others are tested against, if there is one
 * @param objectives beside the score; with some, searches are compared by the hypervolume of what they found
 */
public record Contest(
        long seed,
        int evaluations,
        int seeds,
        List<Entrant> entrants,
        Optional<String> baseline,
        Objectives objectives) {

    /**
     * A strategy.
     *
     * @param label in reports, different for each
     * @param name of the strategy, in messages
     */
    public record Entrant(String label, String name, SearchStrategy strategy) {

        public static Entrant of(String label, SearchStrategy strategy) {
            return new Entrant(label, label, strategy);
        }
    }

    /**
     * @throws BadInputException if a number is too small, there is no strategy, or two have the same label
     */
    public Contest {
        Check.atLeast("evaluations", evaluations, 1);
        Check.atLeast("seeds", seeds, 2);
        entrants = List.copyOf(entrants);
        Check.that(!entrants.isEmpty(), "A comparison needs strategies to compare; none is given");
        Check.that(
                entrants.stream().map(Entrant::label).distinct().count() == entrants.size(),
                "Each strategy of a comparison needs a label of its own, got %s",
                entrants.stream().map(Entrant::label).toList());
    }

    /** A comparison by the best score. */
    public Contest(long seed, int evaluations, int seeds, List<Entrant> entrants, Optional<String> baseline) {
        this(seed, evaluations, seeds, entrants, baseline, Objectives.SCORE);
    }

    /** 100 evaluations, 20 seeds, and the seed 1; the first strategy is the baseline. */
    public static Contest of(Entrant baseline, Entrant... others) {
        List<Entrant> all = new ArrayList<>(List.of(baseline));
        all.addAll(List.of(others));
        return new Contest(1, SearchContext.DEFAULT_TRIALS, 20, all, Optional.of(baseline.label()));
    }

    public Contest with(int otherEvaluations, int otherSeeds) {
        return new Contest(seed, otherEvaluations, otherSeeds, entrants, baseline, objectives);
    }

    /**
     * Checks that the strategies which have what they need can search; before anything trains.
     *
     * @param context of a search, without what only a trained supernet gives
     * @throws BadInputException naming the strategy that cannot, and why
     */
    public void check(Set<Capability> given, SearchContext context) {
        objectives.metrics().forEach(context.costs()::table);
        Set<String> refused = refused(given).keySet();
        for (Entrant entrant : entrants) {
            if (!refused.contains(entrant.label())) {
                check(entrant, context);
            }
        }
    }

    private static void check(Entrant entrant, SearchContext context) {
        try {
            entrant.strategy().check(context);
        } catch (BadInputException e) {
            throw new BadInputException(entrant.label() + ": " + e.getMessage(), e);
        }
    }

    /** The strategies that need more than what is given, and why; known before anything trains or is searched. */
    public Map<String, String> refused(Set<Capability> given) {
        Map<String, String> refused = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            try {
                Capability.require(
                        "Search strategy '%s'".formatted(entrant.name()),
                        entrant.strategy().requires(),
                        given);
            } catch (MissingCapabilityException e) {
                refused.put(entrant.label(), e.getMessage());
            }
        }
        return refused;
    }
}
