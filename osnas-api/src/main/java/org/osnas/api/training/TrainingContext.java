package org.osnas.api.training;

import java.util.Objects;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/**
 * What a training strategy may know.
 *
 * @param budget that the search will have
 * @param steps length of the training
 * @param stepsPerEpoch steps of one pass over the training data
 * @param seed root seed of all draws
 */
public record TrainingContext(
        SearchSpace space, CostModel costs, Budget budget, long steps, long stepsPerEpoch, long seed) {

    public TrainingContext {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(budget, "budget");
        Check.that(steps >= 1, "steps must be at least 1, got %d", steps);
        Check.that(stepsPerEpoch >= 1, "steps of an epoch must be at least 1, got %d", stepsPerEpoch);
    }
}
