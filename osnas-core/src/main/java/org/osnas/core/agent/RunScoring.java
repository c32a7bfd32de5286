package org.osnas.core.agent;

import java.util.Optional;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.CostModel;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.score.UntrainedNetworks;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Split;
import org.osnas.core.internal.untrained.FreshNetworks;
import org.osnas.core.stop.StopSignal;

/**
 * What a run gives to a scorer.
 *
 * @param supernet of the run, if it was trained
 */
record RunScoring(Run run, Optional<TrainedSupernet> supernet, StopSignal stop) implements ScoringContext {

    @Override
    public SearchSpace space() {
        return run.space();
    }

    @Override
    public CostModel costs() {
        return run.costs();
    }

    @Override
    public ArchitectureSampler sampler() {
        return run.sampler();
    }

    @Override
    public long seed() {
        return Seeds.derive(run.seed(), "scorer", 0);
    }

    @Override
    public Scorer supernet(Optional<String> metric) {
        TrainedSupernet trained = supernet.orElseThrow(() -> new IllegalStateException(
                "A scoring method that asks for the supernet must say so: inherits() gives false"));
        if (run.search().earlyStop().isPresent()) {
            return trained.stoppingScorer(
                    Split.VALIDATION, run.search().earlyStop().get());
        }
        Scorer scorer = trained.scorer(Split.VALIDATION, metric);
        return run.given()
                .map(given -> given.sharing(scorer, run.supernet(), metric))
                .orElse(scorer);
    }

    @Override
    public UntrainedNetworks untrained() {
        return new FreshNetworks(run.space(), run.agent(), run.data(), Seeds.derive(run.seed(), "proxy", 0), stop);
    }

    @Override
    public ScratchNetworks fromScratch() {
        return new ShortTrainings(run, stop);
    }
}
