package org.osnas.core.agent;

import org.jspecify.annotations.Nullable;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.SearchContext;

/** What follows from a run for its search: which architectures are within the budget, and what a strategy may know. */
final class SearchPlan {

    private final Run run;
    private @Nullable ArchitectureSampler sampler;

    SearchPlan(Run run) {
        this.run = run;
    }

    ArchitectureSampler sampler() {
        if (sampler == null) {
            sampler = FeasibleSampler.of(run.space(), run.costs(), run.search().budget());
        }
        return sampler;
    }

    SearchContext context() {
        return context(run.search().trials(), Seeds.derive(run.seed(), "search", 0));
    }

    SearchContext context(int trials, long root) {
        return new SearchContext(run.space(), run.costs(), run.search().budget(), sampler(), trials, root);
    }
}
