package org.osnas.benchmarks.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;

/** The architectures that evolution proposes last. */
final class EvolvedPopulation {

    private EvolvedPopulation() {}

    /**
     * Runs the strategy {@code evolution} with its defaults, under a budget of macs below the middle of the space, on
     * scores that add a random value of each chosen block.
     */
    static List<Architecture> of(SearchSpace space, int size, int trials) {
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        Budget budget = Budget.of(Metric.MACS, macs.min(), (macs.min() + macs.max()) / 2);
        SearchContext context =
                new SearchContext(space, costs, budget, FeasibleSampler.of(space, costs, budget), trials, 1);
        SearchSession session = Registry.standard()
                .searcher(ComponentRef.of("benchmark", "evolution"))
                .start(context);
        List<Architecture> proposed = new ArrayList<>();
        while (proposed.size() < trials) {
            Architecture architecture = session.propose().orElseThrow();
            session.observe(new Trial(proposed.size(), architecture, score(architecture), costs.costs(architecture)));
            proposed.add(architecture);
        }
        return List.copyOf(proposed.subList(trials - size, trials));
    }

    private static double score(Architecture architecture) {
        double score = 0;
        for (int l = 0; l < architecture.length(); l++) {
            score += Seeds.generator(1, "score", l * 1000L + architecture.choice(l))
                    .nextGaussian();
        }
        return score;
    }
}
