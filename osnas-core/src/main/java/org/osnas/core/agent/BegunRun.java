package org.osnas.core.agent;

import java.io.IOException;
import java.util.Optional;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Summarized;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunStore;

/**
 * A run that has begun in a store: it fits what the store holds, can be made, and has the costs that it keeps there.
 *
 * @param control tells and stops its work
 */
record BegunRun(Run run, RunStore store, RunControl control) {

    /**
     * Begins a run, or goes on with it. A new one has its latency measured here, if it must be.
     *
     * @throws org.osnas.api.spi.BadInputException if it cannot be made, or the store holds another one
     */
    static BegunRun of(Run run, RunStore store, RunControl control) throws IOException {
        if (store.description().isPresent()) {
            return new BegunRun(goneOnFrom(store, run), store, control);
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
        if (ready.parts().latencyCheck().isPresent()) {
            store.writeJson(
                    RunStore.LATENCY_CHECK, ready.parts().latencyCheck().get().json());
        }
        store.begin(
                ready.description(),
                ready.seed(),
                ready.space(),
                ready.costs(),
                ready.data().description());
        return new BegunRun(ready, store, control);
    }

    private static Run goneOnFrom(RunStore store, Run run) throws IOException {
        store.description().orElseThrow().requireSame(store.toString(), run.description());
        store.requireSpace(run.space());
        Optional<DataDescription> data = store.data();
        if (data.isPresent()) {
            data.get().requireSame(store.toString(), run.data().description());
        }
        if (run.given().isPresent()) {
            run.given().get().keepIn(store);
        }
        return run.costs(store.costs(run.space(), run.search().budget().ranges().keySet()))
                .check();
    }

    /** Its supernet, trained to the end; the caller closes it. */
    TrainedSupernet trainSupernet() throws IOException {
        Checkpoint state = run.given().map(GivenSupernet::checkpoint).orElseGet(() -> store.checkpoint("supernet"));
        return TrainedSupernet.of(run.supernetPlan().training(), state, control);
    }

    /**
     * What gives the scores; the caller closes it.
     *
     * @param supernet trained to the end; only a method that does not inherit can do without
     */
    Scorer scorer(Optional<TrainedSupernet> supernet) {
        Scorer here = run.scorer().it().start(new RunScoring(run, supernet, control.stop()));
        return SharedScorer.of(here, run, store, control);
    }

    /** Keeps an architecture as it is in the supernet, unless it is kept. */
    void keepInherited(TrainedSupernet supernet, Architecture architecture) throws IOException {
        Checkpoint kept = store.inherited(architecture);
        if (!kept.exists()) {
            try (InheritedNetwork network = control.wholly(
                    Phase.RETRAIN, 0, 0, () -> InheritedNetwork.of(run, supernet, architecture, control))) {
                network.save(kept);
            }
        }
    }

    /** An architecture that was kept so; the caller closes it. */
    InheritedNetwork inherited(Architecture architecture) throws IOException {
        return InheritedNetwork.load(run, architecture, store.inherited(architecture));
    }
}
