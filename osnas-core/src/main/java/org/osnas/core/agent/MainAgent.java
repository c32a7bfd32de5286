package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.cost.CostModel;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunResult.EarlyStops;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StopSignal;

/**
 * The predefined pipeline: trains the supernet, searches it, trains the best architectures from scratch, and writes
 * the result. It can be stopped or killed at any moment and run again on the same store: it goes on from the last
 * checkpoint and ends with the same bits.
 */
public final class MainAgent {

    /** The kind of jobs that score shares of a population. */
    public static final String SCORES = "score";

    /** The kind of jobs that train finalists. */
    public static final String FINALISTS = "finalist";

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
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; all progress is saved
     */
    public RunResult run(RunControl control) throws IOException {
        BegunRun begun = BegunRun.of(run, store, control);
        Map<String, Double> seconds = new LinkedHashMap<>();
        SupernetSearch.Found found = new SupernetSearch(begun).run(seconds);
        List<Retrained> finalists = new FinalistNetworks(begun).make(found.chosen(), seconds);
        Trial winner = found.chosen().get(FinalistNetworks.best(finalists));
        RunResult result = result(begun.run(), found, finalists, winner, seconds);
        store.write(result);
        control.listener().result(result);
        return result;
    }

    private static RunResult result(
            Run run, SupernetSearch.Found found, List<Retrained> finalists, Trial winner, Map<String, Double> seconds) {
        int top = Math.min(run.search().top(), found.ranked().size());
        return new RunResult(
                run.space(),
                run.search().budget(),
                run.seed(),
                run.scorer().name(),
                winner,
                finalists,
                found.ranked().subList(0, top),
                run.searchStrategy().it().objectives(),
                found.front(),
                run.search().earlyStop().map(early -> EarlyStops.of(found.trials())),
                found.supernet(),
                run.retrain().from().gives(),
                seconds,
                examples(run.data()),
                units(run.costs()));
    }

    private static Map<Split, Integer> examples(Dataflow data) {
        Map<Split, Integer> examples = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            examples.put(split, data.size(split));
        }
        return examples;
    }

    private static Map<String, String> units(CostModel costs) {
        Map<String, String> units = new LinkedHashMap<>();
        costs.tables()
                .forEach(
                        table -> units.put(table.metric().name(), table.metric().unit()));
        return units;
    }

    /** As {@link #trainSupernet(RunControl)}. */
    public TrainedSupernet trainSupernet(RunListener listener) throws IOException {
        return trainSupernet(new RunControl(listener, new StopSignal()));
    }

    /**
     * Trains what is left of the supernet alone; the caller closes it.
     *
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; all progress is saved
     * @throws RunException if the training ran into values that are not numbers
     */
    public TrainedSupernet trainSupernet(RunControl control) throws IOException {
        return BegunRun.of(run, store, control).trainSupernet();
    }

    /** Whether the training of the run's supernet has begun, here or in the run that it takes it from. */
    public boolean hasSupernet() {
        return run.given().isPresent() || store.checkpoint("supernet").exists();
    }

    /**
     * Begins the run, or goes on with it, and gives its scorer; the caller closes it.
     *
     * @param supernet trained to the end; only a method that does not inherit can do without
     */
    public Scorer scorer(Optional<TrainedSupernet> supernet, RunControl control) throws IOException {
        return BegunRun.of(run, store, control).scorer(supernet);
    }

    /**
     * Scores the architectures that another process described, in this one.
     *
     * @param scorer of this run
     * @param what as a job of the kind {@value #SCORES} says
     * @return the result of the job
     */
    public static ObjectNode scores(Scorer scorer, JsonNode what) {
        return SharedScorer.result(scorer, what);
    }

    /**
     * Trains the finalist that another process described, in this one, and leaves its state in the folder of the run.
     *
     * @param what as a job of the kind {@value #FINALISTS} says
     * @return the result of the job
     */
    public ObjectNode trainFinalist(JsonNode what, StopSignal stop) throws IOException {
        return FinalistJobs.run(BegunRun.of(run, store, new RunControl(RunListener.NONE, stop)), what);
    }

    /**
     * An architecture as it is in the supernet of the run, which is trained to the end, with statistics of its own. It is
     * kept in the store.
     *
     * @throws RunException if the supernet is not
     */
    public InheritedNetwork inherited(Architecture architecture, RunControl control) throws IOException {
        BegunRun begun = BegunRun.of(run, store, control);
        Architecture canonical = begun.run().space().canonical(architecture);
        if (!store.inherited(canonical).exists()) {
            if (begun.run().given().isEmpty()) {
                TrainedSupernet.requireTrained(store.checkpoint("supernet"), store.place());
            }
            try (TrainedSupernet supernet = begun.trainSupernet()) {
                begun.keepInherited(supernet, canonical);
            }
        }
        return begun.inherited(canonical);
    }
}
