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

/**
 * What an evolution leaves behind.
 *
 * @param survivors the best of all it proposed: what a finished search scores again, on more images for example
 * @param children its last proposals, which a search scores for the first time
 */
record EvolvedPopulation(List<Architecture> survivors, List<Architecture> children) {

    /**
     * Runs the strategy {@code evolution} with its defaults, under a budget of macs below the middle of the space, on
     * scores that add a random value of each chosen block.
     *
     * @param size of each population
     */
    static EvolvedPopulation of(SearchSpace space, int size, int trials) {
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        Budget budget = Budget.of(Metric.MACS, macs.min(), (macs.min() + macs.max()) / 2);
        SearchContext context =
                new SearchContext(space, costs, budget, FeasibleSampler.of(space, costs, budget), trials, 1);
        SearchSession session = Registry.standard()
                .searchStrategy(ComponentRef.of("benchmark", "evolution"))
                .start(context);
        List<Trial> done = new ArrayList<>();
        while (done.size() < trials) {
            Architecture architecture = session.propose().orElseThrow();
            Trial trial = new Trial(done.size(), architecture, score(architecture), costs.costs(architecture));
            session.observe(trial);
            done.add(trial);
        }
        List<Trial> best = done.stream().sorted(Trial.BEST_FIRST).limit(size).toList();
        return new EvolvedPopulation(architectures(best), architectures(done.subList(trials - size, trials)));
    }

    private static List<Architecture> architectures(List<Trial> trials) {
        return trials.stream().map(Trial::architecture).toList();
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
