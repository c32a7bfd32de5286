package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Metric;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.tck.EnumeratingSampler;
import org.osnas.tck.SyntheticSpace;

/** A synthetic space with a budget, on which the tests run searches. */
record Lab(SearchSpace space, CostModel costs, Budget budget, EnumeratingSampler sampler) {

    static Lab unlimited(int... sizes) {
        return of(SyntheticSpace.of(1, sizes), Budget.NONE);
    }

    /** Only architectures of at most the mean of the cheapest and dearest MACs. */
    static Lab limited(int... sizes) {
        SearchSpace space = SyntheticSpace.of(1, sizes);
        var macs = CostModel.analytic(space).table("macs");
        return of(space, Budget.atMost(Metric.MACS, (macs.min() + macs.max()) / 2));
    }

    private static Lab of(SearchSpace space, Budget budget) {
        CostModel costs = CostModel.analytic(space);
        return new Lab(space, costs, budget, new EnumeratingSampler(space, costs, budget));
    }

    SearchContext context(int trials, long seed) {
        return new SearchContext(space, costs, budget, sampler, trials, seed);
    }

    Trial trial(long index, Architecture architecture, double score) {
        return new Trial(index, architecture, score, costs.costs(architecture));
    }

    /** Runs a search, one evaluation at a time. */
    List<Trial> run(SearchStrategy strategy, int trials, long seed, ToDoubleFunction<Architecture> scores) {
        SearchSession session = strategy.start(context(trials, seed));
        List<Trial> history = new ArrayList<>();
        Optional<Architecture> next = session.propose();
        while (next.isPresent()) {
            Trial trial = trial(history.size(), next.get(), scores.applyAsDouble(next.get()));
            history.add(trial);
            session.observe(trial);
            next = session.propose();
        }
        return history;
    }

    /** How many choices differ. */
    static int distance(Architecture a, Architecture b) {
        int distance = 0;
        for (int l = 0; l < a.length(); l++) {
            distance += a.choice(l) == b.choice(l) ? 0 : 1;
        }
        return distance;
    }
}
