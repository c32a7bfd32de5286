package org.osnas.core.fidelity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunException;
import org.osnas.core.agent.ScratchTraining;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.internal.score.CachedScorer;
import org.osnas.core.internal.score.Scoring;
import org.osnas.core.proxy.Proxy;
import org.osnas.core.run.RunStore;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.Scorer;

/**
 * Measures the fidelity of a run's supernet, within the run's budget. All it computes is kept in the run's store under
 * {@code fidelity/}, so that it can be stopped or killed and run again, or extended by more architectures.
 */
public final class FidelityAgent {

    /** Where everything is kept in the store of the run. */
    public static final String FOLDER = "fidelity";

    private final Run run;
    private final RunStore store;
    private final RunControl control;
    private final Optional<Proxy> proxy;

    /**
     * @param store in which the run trained its supernet
     */
    public FidelityAgent(Run run, RunStore store, RunControl control) {
        this(run, store, control, Optional.empty());
    }

    private FidelityAgent(Run run, RunStore store, RunControl control, Optional<Proxy> proxy) {
        this.run = run;
        this.store = store;
        this.control = control;
        this.proxy = proxy;
    }

    /** Judges a proxy in place of the supernet, which need not be trained then. */
    public FidelityAgent of(Proxy other) {
        return new FidelityAgent(run, store, control, Optional.of(other));
    }

    /** Names what it writes: {@code fidelity}, or the proxy. */
    public String name() {
        return proxy.map(Proxy::word).orElse(FOLDER);
    }

    /**
     * Compares with architectures that are trained from scratch now.
     *
     * @param architectures how many are drawn uniformly within the budget
     * @param seeds trainings of each, from the seed of the run on; their mean test accuracy counts
     * @param retrain how each is trained
     * @param settings text that determines the trainings, but for architecture, seed and the run itself
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; all progress is saved
     */
    public Fidelity fromScratch(int architectures, int seeds, RetrainSettings retrain, String settings)
            throws IOException {
        requireSupernet();
        List<Architecture> sample = ScratchTraining.sample(run, architectures);
        List<Long> numbers =
                LongStream.range(0, seeds).map(i -> run.seed() + i).boxed().toList();
        long steps = retrain.length().steps(run.data().batchesPerEpoch());
        ScratchTraining training = new ScratchTraining(run, retrain, settings, store, FOLDER + "/scratch-" + steps);
        training.run(sample, numbers, control);
        ScoreTable table = training.table("the trainings from scratch", sample, numbers);
        return measure(sample, table::meanTest);
    }

    /**
     * Compares with a table of accuracies; test accuracies count if it has them.
     *
     * @param architectures how many of those in the table are drawn; empty for all within the budget
     * @throws org.osnas.api.spi.BadInputException if the table is about another space
     */
    public Fidelity fromTable(ScoreTable table, Optional<Integer> architectures) throws IOException {
        requireSupernet();
        table.requireFor(run.space());
        List<Architecture> rows = new ArrayList<>(table.architectures().stream()
                .filter(a -> run.costs().within(a, run.search().budget()))
                .toList());
        if (architectures.isPresent()) {
            Seeds.shuffle(rows, Seeds.generator(run.seed(), "fidelity", 0));
            rows = rows.subList(0, Math.min(rows.size(), architectures.get()));
        }
        return measure(rows, table.hasTests() ? table::meanTest : table::meanScore);
    }

    /** The metric that the budget limits, if it is one, else macs. */
    private LookupTable limited() {
        Set<String> metrics = run.search().budget().ranges().keySet();
        return run.costs().table(metrics.size() == 1 ? metrics.iterator().next() : Metric.MACS.name());
    }

    private void requireSupernet() {
        if (proxy.isEmpty() && !store.checkpoint("supernet").exists()) {
            throw RunException.notTrained(store.place());
        }
    }

    private Fidelity measure(List<Architecture> architectures, ToDoubleFunction<Architecture> accuracy)
            throws IOException {
        if (proxy.isPresent()) {
            return measured(architectures, proxies(architectures), accuracy);
        }
        try (TrainedSupernet supernet = run.in(store).trainSupernet(control)) {
            CachedScorer scorer = CachedScorer.open(
                    supernet.scorer(Split.VALIDATION),
                    run.supernetIdentity(),
                    store.lines(FOLDER + "/supernet.jsonl", "Delete the file to score again."));
            Scoring.run(scorer, architectures, run.space().name(), control);
            return measured(architectures, scorer.score(architectures), accuracy);
        }
    }

    private List<Double> proxies(List<Architecture> architectures) {
        List<Double> scores = new ArrayList<>();
        try (Dataflow.BatchStream batches = run.data().training(0);
                Batch batch = batches.next()) {
            Scorer scorer = proxy.orElseThrow()
                    .scorer(run.space(), run.costs(), run.agent(), batch, Seeds.derive(run.seed(), "proxy", 0));
            control.listener().begin(Phase.SCORE, name(), 0, architectures.size());
            for (Architecture architecture : architectures) {
                control.requireGoingOn(Phase.SCORE, scores.size(), architectures.size());
                scores.addAll(scorer.score(List.of(architecture)));
                control.listener().progress(scores.size(), "by a network that is not trained");
            }
            control.listener().end(Phase.SCORE);
        }
        return scores;
    }

    private Fidelity measured(
            List<Architecture> architectures, List<Double> scores, ToDoubleFunction<Architecture> accuracy)
            throws IOException {
        LookupTable cost = limited();
        List<Fidelity.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < architectures.size(); i++) {
            Architecture architecture = architectures.get(i);
            pairs.add(new Fidelity.Pair(
                    architecture, scores.get(i), accuracy.applyAsDouble(architecture), cost.cost(architecture)));
        }
        Fidelity fidelity = Fidelity.of(pairs, cost.metric().name(), run.seed());
        store.writeFile(FOLDER + "/" + name() + ".csv", fidelity::write);
        store.writeJson(FOLDER + "/" + name() + ".json", fidelity.json());
        return fidelity;
    }
}
