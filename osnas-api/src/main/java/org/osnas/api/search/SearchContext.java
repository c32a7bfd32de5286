package org.osnas.api.search;

import java.util.Objects;
import java.util.Optional;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.training.ArchitectureLogits;

/**
 * What a search strategy may know.
 *
 * @param sampler uniform over the architectures of the space within the budget
 * @param trials how many evaluations the search may use
 * @param seed root seed of all draws of the search
 * @param relaxed present for a strategy that requires {@link org.osnas.api.spi.Capability#RELAXED_MODEL}
 * @param logits present for a strategy that requires {@link org.osnas.api.spi.Capability#TRAINED_LOGITS}
 */
public record SearchContext(
        SearchSpace space,
        CostModel costs,
        Budget budget,
        ArchitectureSampler sampler,
        int trials,
        long seed,
        Optional<RelaxedModel> relaxed,
        Optional<ArchitectureLogits> logits) {

    /** Evaluations of a search where nobody says how many. */
    public static final int DEFAULT_TRIALS = 100;

    public SearchContext {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(relaxed, "relaxed");
        Objects.requireNonNull(logits, "logits");
        Check.atLeast("trials", trials, 1);
    }

    /** Without capabilities beyond scoring. */
    public SearchContext(
            SearchSpace space, CostModel costs, Budget budget, ArchitectureSampler sampler, int trials, long seed) {
        this(space, costs, budget, sampler, trials, seed, Optional.empty(), Optional.empty());
    }

    public SearchContext withSampler(ArchitectureSampler other) {
        return new SearchContext(space, costs, budget, other, trials, seed, relaxed, logits);
    }

    public SearchContext withRelaxed(RelaxedModel model) {
        return new SearchContext(space, costs, budget, sampler, trials, seed, Optional.of(model), logits);
    }

    public SearchContext withLogits(ArchitectureLogits trained) {
        return new SearchContext(space, costs, budget, sampler, trials, seed, relaxed, Optional.of(trained));
    }
}
