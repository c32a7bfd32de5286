package org.osnas.core.agent;

import java.util.Optional;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Check;
import org.osnas.core.score.EarlyStop;

/**
 * How a trained supernet is searched.
 *
 * @param trials architectures that may be scored
 * @param budget ranges of costs that every architecture must keep
 * @param top best architectures named in the result
 * @param batch proposals that are scored together, so that they share the work of their common beginnings
 * @param earlyStop when scoring an architecture ends before it has seen all validation examples, if ever
 */
public record SearchSettings(int trials, Budget budget, int top, int batch, Optional<EarlyStop> earlyStop) {

    public static final SearchSettings DEFAULT =
            new SearchSettings(SearchContext.DEFAULT_TRIALS, Budget.NONE, 5, 32, Optional.empty());

    public SearchSettings {
        Check.atLeast("trials", trials, 1);
        Check.atLeast("top", top, 1);
        Check.atLeast("batch", batch, 1);
    }

    public SearchSettings withTrials(int other) {
        return new SearchSettings(other, budget, top, batch, earlyStop);
    }

    public SearchSettings withBudget(Budget other) {
        return new SearchSettings(trials, other, top, batch, earlyStop);
    }

    public SearchSettings withEarlyStop(EarlyStop other) {
        return new SearchSettings(trials, budget, top, batch, Optional.of(other));
    }
}
