package org.osnas.core.agent;

import java.util.EnumSet;
import java.util.Set;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.task.Distils;
import org.osnas.api.task.MeanScoring;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.agent.RetrainSettings.Distillation;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.score.SupernetScoring;
import org.osnas.engine.internal.render.Residuals;

/** Whether the components of a run can work together: each gets what it needs from another one. */
record Compatibility(
        Named<TrainingStrategy> trainingStrategy,
        Named<SearchStrategy> searchStrategy,
        TrainingAgent task,
        SearchSettings search,
        int finalists) {

    /** Checks that a run can be made; see {@link Run#check}. */
    static void check(Run run) {
        Check.that(
                run.space().layers().stream()
                        .flatMap(layer -> layer.candidates().stream())
                        .anyMatch(candidate -> !candidate.isIdentity()),
                "Space %s names its choices only: there are no networks to train. Search it by a table of scores (compare, with table in place of run)",
                run.space().name());
        run.task().requireData(run.data().description());
        Check.that(
                run.search().earlyStop().isEmpty() || run.scorer().it().equals(SupernetScoring.DEFAULT),
                "Early stop looks at the examples that a supernet has scored so far, but the scorer is %s. Leave one of the two out",
                run.scorer().name());
        new Compatibility(
                        run.trainingStrategy(),
                        run.searchStrategy(),
                        run.agent(),
                        run.search(),
                        run.retrain().finalists())
                .check();
        checkRecipe(run);
        run.supernetPlan().data();
        run.searchStrategy().it().objectives().metrics().forEach(run.costs()::table);
        run.sampler();
        run.scorer().it().check(run.space());
        for (Architecture architecture : run.search().enqueue()) {
            Check.that(
                    run.costs()
                            .within(
                                    run.space().check(architecture),
                                    run.search().budget()),
                    "Architecture %s is to be scored first, but it is outside of the budget: it costs %s. Leave it out, or widen the budget",
                    architecture,
                    run.costs().costs(architecture));
        }
        run.searchStrategy().it().check(run.searchContext());
        run.supernetPlan().start();
    }

    private static void checkRecipe(Run run) {
        Recipe recipe = run.retrain().recipe();
        Check.that(
                recipe.dropPath() == 0
                        || run.space().layers().stream()
                                .flatMap(layer -> layer.candidates().stream())
                                .anyMatch(Residuals::in),
                "No candidate of space %s has a residual branch that training could drop, but drop path is %s. Leave it out, or take a space with residual blocks",
                run.space().name(),
                recipe.dropPath());
        if (recipe.distillation().isPresent() && !(run.agent() instanceof Distils)) {
            throw new MissingAbilityException(
                    Distils.class,
                    "Distillation in retraining",
                    "a task that learns from the outputs of another network",
                    "Take such a task (image-classification and verification are), or leave out retrain.distil");
        }
        // Before anything trains.
        recipe.distillation().flatMap(Distillation::network).ifPresent(file -> ExportedTeacher.open(file, run));
    }

    /**
     * @throws org.osnas.api.spi.MissingCapabilityException naming which strategy needs what, and what to do
     * @throws org.osnas.api.spi.MissingAbilityException naming what needs another task
     * @throws RunException if early stop cannot give the result that is wanted
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
        MeanScoring.require("Early stop", task);
        Objectives objectives = searchStrategy.it().objectives();
        if (objectives.several()) {
            throw RunException.earlyStop(
                    RunException.EarlyStopRefused.SEVERAL_OBJECTIVES,
                    "Early stop judges architectures by their score alone, but search strategy '%s' weighs it against %s: a low score may be on the Pareto front. Leave one of the two out"
                            .formatted(searchStrategy.name(), String.join(", ", objectives.metrics())));
        }
        int wanted = Math.max(search.top(), finalists);
        if (early.keep() < wanted) {
            throw RunException.earlyStop(
                    RunException.EarlyStopRefused.TOO_FEW_KEPT,
                    "Early stop keeps %d architectures, but the best %d are wanted for the result or as finalists, and those must be known. Keep at least %d"
                            .formatted(early.keep(), wanted, wanted));
        }
    }
}
