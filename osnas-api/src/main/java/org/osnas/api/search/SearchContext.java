package org.osnas.api.search;

import java.util.Objects;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/**
 * What a search strategy may know.
 *
 * @param sampler uniform over the architectures of the space within the budget
 * @param trials how many evaluations the search may use
 * @param seed root seed of all draws of the search
 */
public record SearchContext(
        SearchSpace space, CostModel costs, Budget budget, ArchitectureSampler sampler, int trials, long seed) {

    public SearchContext {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(sampler, "sampler");
        Check.atLeast("trials", trials, 1);
    }
}
