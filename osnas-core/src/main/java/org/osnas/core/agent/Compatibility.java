package org.osnas.core.agent;

import java.util.EnumSet;
import java.util.Set;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Distils;
import org.osnas.api.task.MeanScoring;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.score.EarlyStop;

/** Whether the components of a run can work together: each gets what it needs from another one. */
record Compatibility(
        Named<TrainingStrategy> trainingStrategy,
        Named<SearchStrategy> searchStrategy,
        TrainingAgent task,
        SearchSettings search,
        int finalists) {

    /**
     * @throws org.osnas.api.spi.MissingCapabilityException naming which strategy needs what, and what to do
     * @throws org.osnas.api.spi.MissingAbilityException naming what needs another task
     * @throws org.osnas.api.spi.BadInputException if early stop cannot give the result that is wanted
     */
    void check() {
        if (trainingStrategy.it().distils()) {
            Distils.require("Training strategy '%s'".formatted(trainingStrategy.name()), task);
        }
        search.earlyStop().ifPresent(this::check);
        Set<Capability> given = EnumSet.of(Capability.RELAXED_MODEL);
        given.addAll(trainingStrategy.it().provides());
        Capability.require(
                "Search strategy '%s'".formatted(searchStrategy.name()),
                searchStrategy.it().requires(),
                given);
    }

    private void check(EarlyStop early) {
        MeanScoring.require("search.early-stop", task);
        Check.that(
                !searchStrategy.it().objectives().several(),
                "search.early-stop judges architectures by their score alone, but search strategy '%s' weighs it against %s:"
                        + " a low score may be on the Pareto front. Leave one of the two out",
                searchStrategy.name(),
                String.join(", ", searchStrategy.it().objectives().metrics()));
        int wanted = Math.max(search.top(), finalists);
        Check.that(
                early.keep() >= wanted,
                "search.early-stop.keep is %d, but the best %d are wanted (the greater of search.top and"
                        + " retrain.finalists), and those must be known. Keep at least %d",
                early.keep(),
                wanted,
                wanted);
    }
}
