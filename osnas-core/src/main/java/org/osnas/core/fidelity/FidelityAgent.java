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
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunException;
import org.osnas.core.agent.ScratchTraining;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.internal.score.CachedScorer;
import org.osnas.core.internal.score.Scoring;
import org.osnas.core.run.RunStore;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.SupernetScoring;

/**
 * Measures the fidelity of a run's scorer, the supernet if it names no other, within the run's budget. All it computes is kept in the run's store under
 * {@code fidelity/}, so that it can be stopped or killed and run again, or extended by more architectures.
 */
public final class FidelityAgent {

    /** Where everything is kept in the store of the run. */
    public static final String FOLDER = "fidelity";

    private final Run run;
    private final RunStore store;
    private final RunControl control;
    private final Optional<Named<ScoringMethod>> other;

    /**
     * @param store in which the run trained its supernet
     */
    public FidelityAgent(Run run, RunStore store, RunControl control) {
        this(run, store, control, Optional.empty());
    }

    private FidelityAgent(Run run, RunStore store, RunControl control, Optional<Named<ScoringMethod>> other) {
        this.run = run;
        this.store = store;
        this.control = control;
        this.other = other;
    }

    /**
     * Judges another scorer in place of the run's.
     *
     * @throws org.osnas.api.spi.BadInputException if it cannot score this space
     */
    public FidelityAgent of(Named<ScoringMethod> method) {
        method.it().check(run.space());
        return new FidelityAgent(run.scorer(method), store, control, Optional.of(method));
    }

    /** Names what it writes: {@code fidelity}, or the scorer. */
    public String name() {
        return other.map(Named::name).orElse(FOLDER);
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
        long steps = retrain.steps(run.data());
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
        if (run.scorer().it().inherits() && !run.in(store).hasSupernet()) {
            throw RunException.notTrained(store.place());
        }
    }

    private Fidelity measure(List<Architecture> architectures, ToDoubleFunction<Architecture> accuracy)
            throws IOException {
        MainAgent agent = run.in(store);
        ScoringMethod method = run.scorer().it();
        // Other processes score by what the folder says.
        RunControl scoring = other.isPresent() ? control.withoutJobs() : control;
        try (TrainedSupernet supernet = method.inherits() ? agent.trainSupernet(control) : null;
                Scorer scorer = agent.scorer(Optional.ofNullable(supernet), scoring)) {
            return measured(
                    architectures,
                    method.together() ? scored(scorer, architectures) : kept(scorer, architectures),
                    accuracy);
        }
    }

    /** All at once, since they are compared with one another. */
    private List<Score> scored(Scorer scorer, List<Architecture> architectures) {
        int all = architectures.size();
        control.listener().begin(Phase.SCORE, name(), 0, all);
        List<Score> scores = control.wholly(Phase.SCORE, 0, all, () -> scorer.score(architectures));
        control.listener().end(Phase.SCORE);
        return scores;
    }

    private List<Score> kept(Scorer scorer, List<Architecture> architectures) throws IOException {
        String log = run.scorer().it().equals(SupernetScoring.DEFAULT) ? "supernet" : name();
        CachedScorer kept = CachedScorer.open(
                scorer,
                run.scoreIdentity(),
                store.lines(FOLDER + "/" + log + ".jsonl", "Delete the file to score again."));
        Scoring.run(kept, architectures, run.space().name(), control);
        return kept.score(architectures);
    }

    private Fidelity measured(
            List<Architecture> architectures, List<Score> scores, ToDoubleFunction<Architecture> accuracy)
            throws IOException {
        LookupTable cost = limited();
        List<Fidelity.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < architectures.size(); i++) {
            Architecture architecture = architectures.get(i);
            pairs.add(new Fidelity.Pair(
                    architecture,
                    scores.get(i).value(),
                    accuracy.applyAsDouble(architecture),
                    cost.cost(architecture)));
        }
        Fidelity fidelity = Fidelity.of(pairs, cost.metric().name(), run.seed());
        store.writeFile(FOLDER + "/" + name() + ".csv", fidelity::write);
        store.writeJson(FOLDER + "/" + name() + ".json", fidelity.json());
        return fidelity;
    }
}
