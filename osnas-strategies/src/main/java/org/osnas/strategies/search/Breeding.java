package org.osnas.strategies.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/**
 * How a search with a population proposes: uniform draws until as many as the population holds are out, then children;
 * a uniform draw where no admitted child comes of a bounded number of tries.
 *
 * @param size of the population
 * @param retries most children that are tried for one proposal
 */
record Breeding(Proposals proposals, SearchContext context, int size, int retries, Variation variation) {

    /**
     * The default of a population: a share of the trials, but not below 4 where that leaves half of them for children.
     *
     * @param tenths of the trials
     * @param most for long searches
     */
    static int population(int tenths, int trials, int most) {
        long share = (long) tenths * trials / 10;
        return (int) Math.max(1, Math.min(most, Math.max(share, Math.min(4, trials / 2))));
    }

    /**
     * Refuses a population that would use up the trials, so that no child is ever made.
     *
     * @param strategy its name
     * @param byDefault for these trials: leaves room, but where one or two trials have none
     * @throws org.osnas.api.spi.BadInputException if it is not smaller than the number of trials
     */
    static void requireRoom(String strategy, OptionalInt population, int byDefault, int trials) {
        population.ifPresent(size -> Check.that(
                size < trials || size <= byDefault,
                "Search strategy '%s' would draw its population of %d at random, and has %d trials in all: it would be"
                        + " random search. Take a population below the number of trials, or none: the default is a part of"
                        + " it.",
                strategy,
                size,
                trials));
    }

    Optional<Architecture> propose(List<Trial> population) {
        return proposals.next(random -> {
            if (proposals.size() < size || population.isEmpty()) {
                return proposals.draw(random);
            }
            return proposals
                    .firstAdmitted(retries, () -> variation.child(population, context.space(), random))
                    .or(() -> proposals.draw(random));
        });
    }
}
