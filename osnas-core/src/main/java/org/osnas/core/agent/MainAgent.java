package org.osnas.core.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunResult.EarlyStops;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.SupernetRelaxation;

/**
 * The predefined pipeline: trains the supernet, searches it, trains the best architectures from scratch, and writes
 * the result. It can be stopped or killed at any moment and run again on the same store: it goes on from the last
 * checkpoint and ends with the same bits.
 */
public final class MainAgent {

    private final Run run;
    private final RunStore store;

    /**
     * @param store what it holds of this run already is gone on from
     */
    public MainAgent(Run run, RunStore store) {
        this.run = run;
        this.store = store;
    }

    /**
     * Runs what is left to do.
     *
     * @throws org.osnas.api.spi.BadInputException if the parts do not fit, or the store holds another run
     * @throws org.osnas.api.cost.UnreachableBudgetException if no architecture is within the budget
     * @throws RunException if a training ran into values that are not numbers
     */
    public RunResult run(RunListener listener) throws IOException {
        return run(new RunControl(listener, new StopSignal()));
    }

    /**
     * As {@link #run(RunListener)}.
     *
     * @throws StoppedException if it was asked to stop; all progress is saved
     */
    public RunResult run(RunControl control) throws IOException {
        Run begun = begin(control);
        Map<String, Double> seconds = new LinkedHashMap<>();
        Searched searched = searchSupernet(begun, control, seconds);
        List<Trial> ranked = searched.ranked();
        List<Trial> chosen = searched.chosen();
        List<Retrained> finalists = retrain(begun, control, chosen, seconds);
        Retrained best = finalists.get(best(finalists));
        Trial winner = chosen.get(finalists.indexOf(best));
        int top = Math.min(begun.search().top(), ranked.size());
        RunResult result = new RunResult(
                begun.space(),
                begun.search().budget(),
                begun.seed(),
                winner,
                finalists,
                ranked.subList(0, top),
                begun.searchStrategy().it().objectives(),
                searched.front(),
                begun.search().earlyStop().map(early -> EarlyStops.of(searched.trials())),
                begun.retrain().from().gives(),
                seconds);
        store.write(result);
        return result;
    }

    /** As {@link #trainSupernet(RunControl)}. */
    public TrainedSupernet trainSupernet(RunListener listener) throws IOException {
        return trainSupernet(new RunControl(listener, new StopSignal()));
    }

    /**
     * Trains what is left of the supernet alone; the caller closes it.
     *
     * @throws StoppedException if it was asked to stop; all progress is saved
     * @throws RunException if the training ran into values that are not numbers
     */
    public TrainedSupernet trainSupernet(RunControl control) throws IOException {
        return trainSupernet(begin(control), control);
    }

    private TrainedSupernet trainSupernet(Run begun, RunControl control) throws IOException {
        Checkpoint state = begun.given().map(GivenSupernet::checkpoint).orElseGet(() -> store.checkpoint("supernet"));
        return TrainedSupernet.of(begun.supernetPlan().training(), state, control);
    }

    /** The run with the costs that it has in the store. A new one has its latency measured here, if it must be. */
    private Run begin(RunControl control) throws IOException {
        if (store.description().isPresent()) {
            store.description().get().requireSame(store.toString(), run.description());
            store.requireSpace(run.space());
            Optional<DataDescription> data = store.data();
            if (data.isPresent()) {
                data.get().requireSame(store.toString(), run.data().description());
            }
            if (run.given().isPresent()) {
                run.given().get().keepIn(store);
            }
            return run.costs(store.costs(
                            run.space(), run.search().budget().ranges().keySet()))
                    .check();
        }
        LatencyTables latencies =
                new LatencyTables(LatencyOptions.DEFAULT, control.listener()::note).stopOn(control.stop());
        Run ready = run.measured(latencies, control.listener()::note).check();
        if (ready.given().isPresent()) {
            ready.given().get().keepIn(store);
        }
        if (ready.data() instanceof Summarized summarized) {
            store.write(summarized.summary());
        }
        store.begin(
                ready.description(),
                ready.seed(),
                ready.space(),
                ready.costs(),
                ready.data().description());
        return ready;
    }

    /**
     * What a search found.
     *
     * @param ranked trials that have a score, best first
     * @param front as {@link Finalists#front}
     * @param chosen that become networks
     */
    private record Searched(List<Trial> trials, List<Trial> ranked, List<Trial> front, List<Trial> chosen) {

        static Searched of(Run run, List<Trial> trials) {
            List<Trial> ranked = Search.ranked(trials);
            if (ranked.isEmpty()) {
                throw new IllegalStateException("The search gave no architecture with a score");
            }
            Objectives objectives = run.searchStrategy().it().objectives();
            List<Trial> front = Finalists.front(ranked, objectives);
            return new Searched(
                    trials,
                    ranked,
                    front,
                    Finalists.of(ranked, front, objectives, run.retrain().finalists()));
        }
    }

    private Searched searchSupernet(Run begun, RunControl control, Map<String, Double> seconds) throws IOException {
        PreparationState prepared = new PreparationState(store.checkpoint("search"), Identities.preparation(begun));
        try (TrainedSupernet supernet = trainSupernet(begun, control);
                SupernetRelaxation relaxed = relaxation(begun, supernet, prepared.batches())) {
            seconds.put(Phase.SUPERNET.word(), begun.given().isPresent() ? 0 : supernet.seconds());
            SearchContext context = begun.searchContext();
            context = relaxed == null ? context : context.withRelaxed(relaxed);
            context = supernet.logits().map(context::withLogits).orElse(context);
            Search search = new Search(
                    begun.searchStrategy().it(),
                    context,
                    store.trials(),
                    scorer(begun, supernet),
                    begun.search().batch());
            search.prepare(
                    prepared,
                    () -> relaxed == null ? 0 : relaxed.nextBatch(),
                    begun.checkpointEverySteps(),
                    control,
                    begun.searchStrategy().name());
            List<Trial> trials = search.run(control, begun.searchStrategy().name());
            seconds.put(Phase.SEARCH.word(), search.seconds());
            Searched searched = Searched.of(begun, trials);
            for (Trial trial : searched.chosen()) {
                keepInherited(begun, supernet, trial.architecture(), control);
            }
            return searched;
        }
    }

    private static Retrained evaluated(
            Run begun, InheritedNetwork network, Architecture architecture, RunControl control) {
        return begun.given()
                .map(given ->
                        given.evaluated(architecture, begun.supernet(), () -> network.evaluate(begun.data(), control)))
                .orElseGet(() -> network.evaluate(begun.data(), control));
    }

    private static TrialScorer scorer(Run begun, TrainedSupernet supernet) {
        boolean whole = begun.search().earlyStop().isEmpty();
        return begun.given()
                .filter(given -> whole)
                .map(given -> TrialScorer.complete(given.sharing(supernet.scorer(Split.VALIDATION), begun.supernet())))
                .orElseGet(() ->
                        supernet.trialScorer(Split.VALIDATION, begun.search().earlyStop()));
    }

    private void keepInherited(Run begun, TrainedSupernet supernet, Architecture architecture, RunControl control)
            throws IOException {
        Checkpoint kept = store.inherited(architecture);
        if (!kept.exists()) {
            try (InheritedNetwork network = control.wholly(
                    Phase.RETRAIN, 0, 0, () -> InheritedNetwork.of(begun, supernet, architecture, control))) {
                network.save(kept);
            }
        }
    }

    /**
     * An architecture as it is in the supernet of the run, which is trained to the end, with statistics of its own. It is
     * kept in the store.
     *
     * @throws RunException if the supernet is not
     */
    public InheritedNetwork inherited(Architecture architecture, RunControl control) throws IOException {
        Run begun = begin(control);
        Architecture canonical = begun.space().canonical(architecture);
        if (!store.inherited(canonical).exists()) {
            if (begun.given().isEmpty()) {
                TrainedSupernet.requireTrained(store.checkpoint("supernet"), store.place());
            }
            try (TrainedSupernet supernet = trainSupernet(begun, control)) {
                keepInherited(begun, supernet, canonical, control);
            }
        }
        return InheritedNetwork.load(begun, canonical, store.inherited(canonical));
    }

    private static @Nullable SupernetRelaxation relaxation(Run begun, TrainedSupernet supernet, long firstBatch) {
        return begun.searchStrategy().it().requires().contains(Capability.RELAXED_MODEL)
                ? supernet.relaxation(firstBatch).orElse(null)
                : null;
    }

    private List<Retrained> retrain(Run begun, RunControl control, List<Trial> chosen, Map<String, Double> seconds)
            throws IOException {
        List<Retrained> finalists = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Architecture architecture = chosen.get(i).architecture();
            if (begun.retrain().from() == RetrainSettings.From.NONE) {
                try (InheritedNetwork network =
                        InheritedNetwork.load(begun, architecture, store.inherited(architecture))) {
                    finalists.add(evaluated(begun, network, architecture, control));
                    keepBest(begun, finalists, network::export, network.steps());
                }
            } else {
                try (Retraining retraining = retraining(begun, architecture)) {
                    finalists.add(retraining.run(control));
                    keepBest(begun, finalists, retraining::export, retraining.steps());
                    total += retraining.seconds();
                }
            }
        }
        seconds.put(Phase.RETRAIN.word(), total);
        return finalists;
    }

    private Retraining retraining(Run begun, Architecture architecture) throws IOException {
        return begun.retrain().from() == RetrainSettings.From.INHERITED
                ? Retraining.finetuning(
                        begun,
                        architecture,
                        begun.data(),
                        begun.retrain(),
                        begun.seed(),
                        store.finetuning(architecture),
                        store.inherited(architecture))
                : new Retraining(
                        begun,
                        architecture,
                        begun.data(),
                        begun.retrain(),
                        begun.seed(),
                        store.retraining(architecture));
    }

    /** Exports the last finalist if it is the best so far. */
    private void keepBest(Run begun, List<Retrained> finalists, AtomicFile.Writer export, long steps)
            throws IOException {
        int last = finalists.size() - 1;
        if (best(finalists) != last) {
            return;
        }
        Architecture architecture = finalists.get(last).architecture();
        store.writeFile(RunStore.NETWORK, export);
        store.writeJson(
                RunStore.NETWORK_INFO,
                NetworkInfo.of(
                                begun.space(),
                                architecture,
                                begun.costs().costs(architecture),
                                begun.seed(),
                                begun.retrain().from().gives(),
                                steps,
                                begun.data().description())
                        .json());
    }

    // Among equals the one that was chosen first.
    private static int best(List<Retrained> finalists) {
        int best = 0;
        for (int i = 1; i < finalists.size(); i++) {
            if (finalists.get(i).validation() > finalists.get(best).validation()) {
                best = i;
            }
        }
        return best;
    }
}
