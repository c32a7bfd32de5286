package org.osnas.core.agent;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Dataflow;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.Store;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.stop.StoppedException;

/**
 * Trains many architectures from scratch, each once for every seed, and logs their accuracies. All architectures are trained with the first seed before the second begins. Goes on
 * where its log ends.
 */
public final class ScratchTraining {

    /** Most architectures that are listed to train all of them. */
    private static final int MOST = 10_000;

    private final Run run;
    private final RetrainSettings retrain;
    private final String settings;
    private final Store store;
    private final ScratchLog log;
    private final String name;

    /**
     * @param run gives space, task, data for every seed and costs
     * @param retrain how each architecture is trained
     * @param settings text that determines the trainings, but for architecture and seed
     * @param store where accuracies are kept, and the state of the training that goes on
     * @param name of the log in it
     */
    public ScratchTraining(Run run, RetrainSettings retrain, String settings, Store store, String name)
            throws IOException {
        this.run = run;
        this.retrain = retrain;
        this.settings = settings;
        this.store = store;
        this.log = ScratchLog.open(store.lines(name + ".jsonl", "Delete the file to train again."), settings);
        this.name = name;
    }

    /**
     * Architectures within a budget: all of them in lexicographic order.
     *
     * @throws RunException if there are more than can be trained
     */
    public static List<Architecture> all(SearchContext context) {
        BigInteger count = context.sampler().count();
        if (count.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw RunException.tooManyArchitectures(count, context.space().name(), MOST);
        }
        return FeasibleArchitectures.of(context.space(), context.costs(), context.budget()).stream()
                .toList();
    }

    /** Architectures within the budget of a run: {@code count} different uniform draws, or all if there are fewer. */
    public static List<Architecture> sample(Run run, int count) {
        Proposals proposals = new Proposals(run.searchContext(count, Seeds.derive(run.seed(), "sample", 0)));
        return Stream.generate(() -> proposals.next(proposals::draw))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }

    /**
     * The table of what was trained.
     *
     * @throws IllegalStateException if the log lacks a training
     */
    public ScoreTable table(String source, List<Architecture> architectures, List<Long> seeds) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("osnas", "score table of architectures trained from scratch");
        about.put("space", run.space().name());
        about.put("input", run.space().input().toString());
        about.put(ScoreTable.FINGERPRINT, run.space().fingerprint());
        about.put("seeds", seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        about.put("settings", settings.strip().replace("\n", "\n#   "));
        List<ScoreTable.Row> rows = new ArrayList<>();
        for (Architecture architecture : architectures) {
            List<ScratchLog.Entry> entries = seeds.stream()
                    .map(seed -> log.find(architecture, seed)
                            .orElseThrow(() -> new IllegalStateException(architecture + " was not trained")))
                    .toList();
            rows.add(new ScoreTable.Row(
                    architecture,
                    entries.stream().map(ScratchLog.Entry::validation).toList(),
                    entries.stream().map(ScratchLog.Entry::test).toList(),
                    run.costs().costs(architecture)));
        }
        return new ScoreTable(source, about, rows);
    }

    /**
     * Trains what the log does not hold yet.
     *
     * @throws StoppedException if it was asked to stop; all progress is saved
     */
    public void run(List<Architecture> architectures, List<Long> seeds, RunControl control) throws IOException {
        long total = (long) architectures.size() * seeds.size();
        long done = 0;
        for (long seed : seeds) {
            done += architectures.stream()
                    .filter(a -> log.find(a, seed).isPresent())
                    .count();
        }
        control.listener().begin(Phase.SCRATCH, run.space().name(), done, total);
        for (long seed : seeds) {
            List<Architecture> left = architectures.stream()
                    .filter(a -> log.find(a, seed).isEmpty())
                    .toList();
            if (!left.isEmpty()) {
                Dataflow data = open(seed, control);
                try {
                    for (Architecture architecture : left) {
                        train(architecture, seed, data, done, total, control);
                        done++;
                    }
                } finally {
                    close(data);
                }
            }
        }
        control.listener().end(Phase.SCRATCH);
    }

    private Dataflow open(long seed, RunControl control) {
        return control.stop().await(() -> run.dataSource().apply(Seeds.derive(seed, "data", 0)));
    }

    private void close(Dataflow data) {
        if (data != run.data()) {
            data.close();
        }
    }

    private void train(Architecture architecture, long seed, Dataflow data, long done, long total, RunControl control)
            throws IOException {
        control.requireGoingOn(Phase.SCRATCH, done, total);
        Checkpoint state = store.checkpoint(name.replace('/', '-') + "-" + architecture.fileName() + "-" + seed);
        ScratchLog.Entry entry;
        try (Retraining retraining = new Retraining(run, architecture, data, retrain, seed, state)) {
            Optional<Retrained> retrained = retrain(retraining, control);
            entry = new ScratchLog.Entry(
                    architecture,
                    seed,
                    retrained.map(Retrained::validation).orElse(Double.NaN),
                    retrained.map(Retrained::test).orElse(Double.NaN),
                    retraining.seconds());
        }
        log.append(entry);
        state.delete();
        control.listener()
                .trial(
                        done + 1,
                        new Trial(
                                done,
                                architecture,
                                entry.validation(),
                                run.costs().costs(architecture)));
    }

    // A diverged training is a result too: the architecture has no accuracy under this schedule.
    private static Optional<Retrained> retrain(Retraining retraining, RunControl control) throws IOException {
        try {
            return Optional.of(retraining.run(new RunControl(RunListener.NONE, control.stop())));
        } catch (RunException e) {
            if (!(e.problem() instanceof RunException.Diverged)) {
                throw e;
            }
            control.listener().note(e.getMessage());
            return Optional.empty();
        }
    }
}
