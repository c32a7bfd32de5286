package org.osnas.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.agent.OptimizerSettings;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.SearchSettings;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunStore;

/**
 * What a page needs to know of a run beside what the run kept.
 *
 * @param supernet optimizer of the shared weights
 * @param retraining optimizer of the finalists
 * @param description as text
 */
record RunFacts(
        SearchSpace space,
        List<LookupTable> tables,
        String strategy,
        int trials,
        Map<String, Range> budget,
        List<String> objectives,
        OptimizerSettings supernet,
        OptimizerSettings retraining,
        long seed,
        String description) {

    static RunFacts of(Run run) {
        return new RunFacts(
                run.space(),
                List.copyOf(run.costs().tables()),
                run.searchStrategy().name(),
                run.search().trials(),
                run.search().budget().ranges(),
                run.searchStrategy().it().objectives().metrics(),
                run.supernet().optimizer(),
                run.retrain().optimizer(),
                run.seed(),
                run.description().text());
    }

    /** From what a store holds of a run that was configured; its data is not opened. */
    static RunFacts of(RunStore store, Registry registry) throws IOException {
        RunConfig config = RunConfig.of(store);
        SearchSpace space = RunConfig.space(store, registry);
        SearchSettings search = config.searchSettings();
        Run.Named<SearchStrategy> strategy = config.searchStrategy(registry);
        return new RunFacts(
                space,
                List.copyOf(
                        store.costs(space, search.budget().ranges().keySet()).tables()),
                strategy.name(),
                search.trials(),
                search.budget().ranges(),
                strategy.it().objectives().metrics(),
                config.supernetSettings().optimizer(),
                config.retrain().optimizer(),
                config.seed(),
                config.description().text());
    }
}
