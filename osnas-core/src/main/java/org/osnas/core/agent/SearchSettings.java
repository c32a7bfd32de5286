package org.osnas.core.agent;

import java.util.List;
import java.util.Optional;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.SearchContext;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.core.score.EarlyStop;

/**
 * How a trained supernet is searched.
 *
 * @param trials architectures that may be scored
 * @param budget ranges of costs that every architecture must keep
 * @param top best architectures named in the result
 * @param batch proposals that are scored together, so that they share the work of their common beginnings
 * @param enqueue architectures that are scored first, before the strategy proposes; they count as trials
 * @param stop when the search ends before it has used all trials
 * @param earlyStop when scoring an architecture ends before it has seen all validation examples, if ever
 */
public record SearchSettings(
        int trials,
        Budget budget,
        int top,
        int batch,
        List<Architecture> enqueue,
        SearchStop stop,
        Optional<EarlyStop> earlyStop) {

    public static final SearchSettings DEFAULT = new SearchSettings(
            SearchContext.DEFAULT_TRIALS, Budget.NONE, 5, 32, List.of(), SearchStop.NEVER, Optional.empty());

    public SearchSettings {
        Check.atLeast("trials", trials, 1);
        Check.atLeast("top", top, 1);
        Check.atLeast("batch", batch, 1);
        enqueue = List.copyOf(enqueue);
    }

    public SearchSettings withTrials(int other) {
        return new SearchSettings(other, budget, top, batch, enqueue, stop, earlyStop);
    }

    public SearchSettings withBudget(Budget other) {
        return new SearchSettings(trials, other, top, batch, enqueue, stop, earlyStop);
    }

    public SearchSettings withEarlyStop(EarlyStop other) {
        return new SearchSettings(trials, budget, top, batch, enqueue, stop, Optional.of(other));
    }

    /** With architectures that are scored first. */
    public SearchSettings withEnqueued(List<Architecture> first) {
        return new SearchSettings(trials, budget, top, batch, first, stop, earlyStop);
    }

    /** With an end before all trials are used. */
    public SearchSettings withStop(SearchStop other) {
        return new SearchSettings(trials, budget, top, batch, enqueue, other, earlyStop);
    }
}
