package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.Store;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/**
 * Trains many architectures from scratch, each once for every seed, and logs their accuracies. All architectures are trained with the first seed before the second begins. Goes on
 * where its log ends.
 */
public final class ScratchTraining {

    /** The kind of its jobs. */
    public static final String JOBS = "scratch";

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
        Check.that(
                !retrain.recipe().learnsFromSupernet(),
                "Networks that are trained for a table learn from no network of a supernet, which it has none of. Set retrain.distil.from to none, or to network with an exported one");
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
        if (control.jobs().isPresent()) {
            inJobs(architectures, seeds, control.jobs().get(), control);
        } else {
            here(architectures, seeds, done, total, control);
        }
        control.listener().end(Phase.SCRATCH);
    }

    private void here(List<Architecture> architectures, List<Long> seeds, long before, long total, RunControl control)
            throws IOException {
        long done = before;
        for (long seed : seeds) {
            List<Architecture> left = left(architectures, seed);
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
    }

    private List<Architecture> left(List<Architecture> architectures, long seed) {
        return architectures.stream().filter(a -> log.find(a, seed).isEmpty()).toList();
    }

    private void inJobs(List<Architecture> architectures, List<Long> seeds, JobRunner runner, RunControl control)
            throws IOException {
        List<JobBatch.Job> jobs = seeds.stream()
                .flatMap(seed -> left(architectures, seed).stream().map(a -> ScratchJob.of(a, seed)))
                .toList();
        if (jobs.isEmpty()) {
            return;
        }
        int total = architectures.size() * seeds.size();
        int before = total - jobs.size();
        control.requireGoingOn(Phase.SCRATCH, before, total);
        List<OrderedJobs.Failed> failed = new OrderedJobs(
                        ScratchJob.batch(run, settings, store, name, jobs),
                        store.checkpoint(name.replace('/', '-') + "-early"),
                        (job, result) -> {
                            ScratchJob.note(result).ifPresent(control.listener()::note);
                            log.append(ScratchLog.Entry.parse(result));
                        },
                        (done, state) -> control.listener().progress(before + done, state))
                .run(runner, control.stop());
        if (!failed.isEmpty()) {
            throw RunException.jobsFailed(failed, jobs.size());
        }
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
        Checkpoint state = store.checkpoint(state(name, architecture, seed));
        Trained trained = Trained.of(run, retrain, architecture, seed, data, state, control.stop());
        trained.note().ifPresent(control.listener()::note);
        ScratchLog.Entry entry = trained.entry();
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

    /**
     * Does a training that another process described, in this one.
     *
     * @param run made of the configuration in {@code common}
     * @param common what all of its batch have in common
     * @param what its architecture and seed
     * @param data of the seed
     * @return its result, as JSON
     */
    public static ObjectNode job(
            Run run, RetrainSettings retrain, JsonNode common, JsonNode what, Dataflow data, StopSignal stop)
            throws IOException {
        return ScratchJob.run(run, retrain, common, what, data, stop);
    }

    /** Name of the checkpoint of a training. */
    static String state(String name, Architecture architecture, long seed) {
        return name.replace('/', '-') + "-" + architecture.fileName() + "-" + seed;
    }

    /**
     * A training that ended.
     *
     * @param note what there is to say of it
     */
    record Trained(ScratchLog.Entry entry, Optional<String> note) {

        /** Trains to the end. */
        static Trained of(
                Run run,
                RetrainSettings retrain,
                Architecture architecture,
                long seed,
                Dataflow data,
                Checkpoint state,
                StopSignal stop)
                throws IOException {
            try (Retraining retraining = new Retraining(run, architecture, data, retrain, seed, state)) {
                Optional<String> note = Optional.empty();
                double validation = Double.NaN;
                double test = Double.NaN;
                try {
                    Retrained retrained = retraining.run(new RunControl(RunListener.NONE, stop));
                    validation = retrained.validation();
                    test = retrained.test();
                } catch (RunException e) {
                    // A diverged training is a result too: the architecture has no accuracy under this schedule.
                    if (!(e.problem() instanceof RunException.Diverged)) {
                        throw e;
                    }
                    note = Optional.ofNullable(e.getMessage());
                }
                return new Trained(
                        new ScratchLog.Entry(architecture, seed, validation, test, retraining.seconds()), note);
            }
        }
    }
}
