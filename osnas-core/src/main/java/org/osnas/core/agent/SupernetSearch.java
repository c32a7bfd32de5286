package org.osnas.core.agent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.core.run.RunResult;
import org.osnas.core.supernet.SupernetRelaxation;

/** Trains the supernet of a run if anything asks for it, searches, and keeps the best networks as they are in the supernet. */
record SupernetSearch(BegunRun begun) {

    /**
     * What a search found.
     *
     * @param ranked trials that have a score, best first
     * @param front as {@link Finalists#front}
     * @param chosen that become networks
     * @param supernet how its training ended, if its time ended it
     */
    record Found(
            List<Trial> trials,
            List<Trial> ranked,
            List<Trial> front,
            List<Trial> chosen,
            Optional<RunResult.Ending> supernet) {

        private static Found of(Run run, List<Trial> trials, Optional<RunResult.Ending> supernet) {
            List<Trial> ranked = Search.ranked(trials);
            if (ranked.isEmpty()) {
                throw new IllegalStateException("The search gave no architecture with a score");
            }
            Objectives objectives = run.searchStrategy().it().objectives();
            List<Trial> front = Finalists.front(ranked, objectives);
            return new Found(
                    trials,
                    ranked,
                    front,
                    Finalists.of(ranked, front, objectives, run.retrain().finalists()),
                    supernet);
        }
    }

    /**
     * Does what is left to do.
     *
     * @param seconds of the phases, to be added to
     */
    Found run(Map<String, Double> seconds) throws IOException {
        Run run = begun.run();
        PreparationState prepared =
                new PreparationState(begun.store().checkpoint("search"), Identities.preparation(run));
        try (TrainedSupernet supernet = run.wantsSupernet() ? begun.trainSupernet() : null;
                SupernetRelaxation relaxed = supernet == null ? null : relaxation(supernet, prepared.batches());
                Scorer scorer = begun.scorer(Optional.ofNullable(supernet))) {
            seconds.put(Phase.SUPERNET.word(), supernet == null || run.given().isPresent() ? 0 : supernet.seconds());
            SearchContext context = run.searchContext();
            context = relaxed == null ? context : context.withRelaxed(relaxed);
            context = supernet == null
                    ? context
                    : supernet.logits().map(context::withLogits).orElse(context);
            Search search = new Search(
                            run.searchStrategy().it(),
                            context,
                            begun.store().trials(),
                            scorer,
                            run.search().batch())
                    .enqueue(run.search().enqueue())
                    .until(run.search().stop());
            String name = run.searchStrategy().name();
            search.prepare(
                    prepared,
                    () -> relaxed == null ? 0 : relaxed.nextBatch(),
                    run.checkpointEverySteps(),
                    begun.control(),
                    name);
            Found found = Found.of(
                    run,
                    search.run(begun.control(), name),
                    Optional.ofNullable(supernet).flatMap(TrainedSupernet::ending));
            seconds.put(Phase.SEARCH.word(), search.seconds());
            if (supernet != null) {
                for (Trial trial : found.chosen()) {
                    begun.keepInherited(supernet, trial.architecture());
                    Optional<Architecture> teacher = run.retrain().teacher(run.space(), trial.architecture());
                    if (teacher.isPresent()) {
                        begun.keepInherited(supernet, teacher.get());
                    }
                }
            }
            return found;
        }
    }

    private @Nullable SupernetRelaxation relaxation(TrainedSupernet supernet, long firstBatch) {
        return begun.run().searchStrategy().it().requires().contains(Capability.RELAXED_MODEL)
                ? supernet.relaxation(firstBatch).orElse(null)
                : null;
    }
}
