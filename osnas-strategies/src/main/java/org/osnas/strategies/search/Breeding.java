package org.osnas.strategies.search;

import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * How a search with a population proposes: uniform draws until as many as the population holds are out, then children;
 * a uniform draw where no admitted child comes of a bounded number of tries.
 *
 * @param size of the population
 * @param retries most children that are tried for one proposal
 */
record Breeding(Proposals proposals, SearchContext context, int size, int retries, Variation variation) {

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
