package org.osnas.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.Rankings;
import org.osnas.core.config.TrainingsConfig.Way;
import org.osnas.core.internal.file.FolderInUseException;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.internal.score.CachedScorer;
import org.osnas.core.internal.score.Scoring;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.core.stop.StopSignal;

/**
 * Trains supernets in several ways with several seeds, lets each score all architectures of a table, and says how well
 * they rank. It can be stopped or killed at any moment and run again on the same folder.
 */
public final class ConfiguredTrainings {

    /** The kind of its jobs. */
    public static final String JOBS = "training";

    /** Steps that are looked at for how many passes a step has. */
    private static final int LOOKED_AT = 100;

    private final TrainingsConfig config;
    private final Registry registry;

    public ConfiguredTrainings(TrainingsConfig config, Registry registry) {
        this.config = config;
        this.registry = registry;
    }

    /**
     * Runs what is left to do.
     *
     * @param opened made or opened after table, data and strategies were found good
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; all progress is saved
     */
    public Rankings run(Supplier<CompareFolder> opened, RunControl control) throws IOException {
        ScoreTable table = ScoreTableFile.read(Path.of(config.truth()));
        Map<String, Long> steps = new LinkedHashMap<>();
        List<Architecture> architectures = new ArrayList<>();
        double[] costs = new double[0];
        for (Way way : config.ways()) {
            try (Run run = resolved(way, 1, config.passes())) {
                steps.put(way.label(), steps(run, way));
                if (architectures.isEmpty()) {
                    table.requireFor(run.space());
                    table.architectures().stream()
                            .filter(a -> run.costs().within(a, run.search().budget()))
                            .forEach(architectures::add);
                    LookupTable macs = run.costs().table("macs");
                    costs = architectures.stream().mapToDouble(macs::cost).toArray();
                }
            }
        }
        Check.that(
                architectures.size() >= 2,
                "A ranking needs two or more architectures; %s has %d within the budget",
                config.truth(),
                architectures.size());
        CompareFolder folder = opened.get();
        List<Rankings.Cell> cells = cells(folder, architectures, steps, control);
        double[] truth = architectures.stream()
                .mapToDouble(table.hasTests() ? table::meanTest : table::meanScore)
                .toArray();
        Rankings rankings = Rankings.of(subject(table, architectures.size()), cells, truth, costs, config.seed());
        rankings.write(folder.path());
        return rankings;
    }

    private String subject(ScoreTable table, int architectures) {
        return String.format(
                Locale.ROOT,
                "Supernets of %d passes, %d of each kind, against %s: %d architectures, whose accuracies are means of %d trainings.",
                config.passes(),
                config.seeds(),
                table.source(),
                architectures,
                table.seeds());
    }

    private Run resolved(Way way, long seed, long steps) {
        return config.run(way, seed, steps).resolve(registry).check();
    }

    /** As many steps as make the passes. */
    private long steps(Run run, Way way) {
        int perEpoch = run.data().batchesPerEpoch();
        TrainingSchedule schedule = run.trainingStrategy()
                .it()
                .start(new TrainingContext(
                        run.space(),
                        run.costs(),
                        run.search().budget(),
                        config.passes(),
                        perEpoch,
                        Seeds.derive(run.seed(), "paths", 0)));
        int looked = Math.min(LOOKED_AT, config.passes());
        long passes = 0;
        for (int i = 0; i < looked; i++) {
            passes += schedule.step(i).passes().size();
        }
        long steps = Math.round((double) config.passes() * looked / passes);
        Check.that(
                steps > 0, "%s makes %d passes in one step, more than %d in all", way.label(), passes, config.passes());
        return steps;
    }

    private List<Rankings.Cell> cells(
            CompareFolder folder, List<Architecture> architectures, Map<String, Long> steps, RunControl control)
            throws IOException {
        JsonLines log = folder.rankings();
        Map<String, Rankings.Cell> known = new LinkedHashMap<>();
        for (JsonNode node : log.lines()) {
            Rankings.Cell cell = Rankings.Cell.parse(node);
            known.put(cell.label() + " " + cell.seed(), cell);
        }
        List<TrainingJob> missing = new ArrayList<>();
        for (long seed = 1; seed <= config.seeds(); seed++) {
            for (Way way : config.ways()) {
                if (!known.containsKey(way.label() + " " + seed)) {
                    missing.add(new TrainingJob(way.label(), seed, steps.getOrDefault(way.label(), 1L), architectures));
                }
            }
        }
        TrainingJob.Sink sink = cell -> {
            log.append(List.of(cell.json()));
            known.put(cell.label() + " " + cell.seed(), cell);
        };
        if (control.jobs().isPresent()) {
            TrainingJob.run(missing, folder.path(), sink, control);
        } else {
            for (TrainingJob job : missing) {
                control.listener().note("%s, seed %d".formatted(job.label(), job.seed()));
                sink.take(cell(folder, job, control));
            }
        }
        List<Rankings.Cell> cells = new ArrayList<>();
        for (Way way : config.ways()) {
            known.values().stream()
                    .filter(cell -> cell.label().equals(way.label()))
                    .forEach(cells::add);
        }
        return cells;
    }

    /**
     * Trains and scores with a supernet that another process described, in this one.
     *
     * @param folder of this comparison
     * @param what as a job of it says
     * @return the result of the job
     */
    public ObjectNode job(CompareFolder folder, JsonNode what, StopSignal stop) throws IOException {
        return cell(folder, TrainingJob.parse(what), new RunControl(RunListener.NONE, stop))
                .json();
    }

    private Rankings.Cell cell(CompareFolder folder, TrainingJob job, RunControl control) throws IOException {
        Way way = config.ways().stream()
                .filter(w -> w.label().equals(job.label()))
                .findFirst()
                .orElseThrow();
        List<Architecture> architectures = job.architectures();
        Path path = folder.run(way.label(), job.seed());
        try (Run run = resolved(way, job.seed(), job.steps());
                RunStore store = store(path)) {
            MainAgent agent = run.in(store);
            try (TrainedSupernet supernet = agent.trainSupernet(control);
                    Scorer scorer = agent.scorer(Optional.of(supernet), control)) {
                CachedScorer kept = CachedScorer.open(
                        scorer, run.scoreIdentity(), store.lines("scores.jsonl", "Delete the file to score again."));
                Scoring.run(kept, architectures, way.label(), control);
                control.requireGoingOn(Phase.SCORE, architectures.size(), architectures.size());
                return new Rankings.Cell(
                        way.label(),
                        job.seed(),
                        config.passes(),
                        supernet.seconds(),
                        kept.score(architectures).stream().map(Score::value).toList());
            }
        }
    }

    /**
     * The folder of the supernet's run; memory while another process holds it, which does the same job: two may do one
     * where an executor was thought lost.
     */
    private static RunStore store(Path path) {
        try {
            return RunFolder.holdsRun(path) ? RunFolder.open(path) : RunFolder.create(path);
        } catch (FolderInUseException e) {
            return RunStore.inMemory();
        }
    }
}
