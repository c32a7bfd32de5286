package org.osnas.core.agent;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.osnas.core.config.RetrainSection;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.ScratchLog;
import org.osnas.core.score.ScoreTable;

/**
 * Trains many architectures from scratch, each once for every seed, as the section {@code retrain} of a configuration
 * says, and logs their accuracies. All architectures are trained with the first seed before the second begins. Goes on
 * where its log ends.
 */
public final class ScratchTraining {

    /** Most architectures that are listed to train all of them. */
    private static final int MOST = 10_000;

    private final Experiment experiment;
    private final Registry registry;
    private final RetrainSection retrain;
    private final ScratchLog log;
    private final Path checkpoint;

    /**
     * @param retrain how each architecture is trained
     * @param logFile where accuracies are kept; may not exist yet
     * @param checkpoint beginning of the files where the state of the training that goes on is kept; deleted when it is done
     */
    public ScratchTraining(
            Experiment experiment, Registry registry, RetrainSection retrain, Path logFile, Path checkpoint)
            throws IOException {
        this.experiment = experiment;
        this.registry = registry;
        this.retrain = retrain;
        this.log = ScratchLog.open(logFile, settings());
        this.checkpoint = checkpoint;
    }

    // What determines the trainings, but for architecture and seed.
    private String settings() {
        return experiment.config().withRetrain(retrain).retrainingYaml();
    }

    /**
     * Architectures within the budget of an experiment: all of them in lexicographic order.
     *
     * @throws TooManyArchitecturesException if there are more than can be trained
     */
    public static List<Architecture> all(Experiment experiment) {
        SearchContext context = experiment.searchContext(MOST, 0);
        BigInteger count = context.sampler().count();
        if (count.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new TooManyArchitecturesException(count, context.space().name(), MOST);
        }
        return FeasibleArchitectures.of(context.space(), context.costs(), context.budget()).stream()
                .toList();
    }

    /** Architectures within the budget of an experiment: {@code count} different uniform draws, or all if there are
     * fewer. */
    public static List<Architecture> sample(Experiment experiment, int count) {
        Proposals proposals = new Proposals(
                experiment.searchContext(count, Seeds.derive(experiment.config().seed(), "sample", 0)));
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
        about.put("space", experiment.space().name());
        about.put("input", experiment.space().input().toString());
        about.put(ScoreTable.FINGERPRINT, experiment.space().fingerprint());
        about.put("seeds", seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        about.put("settings", settings().strip().replace("\n", "\n#   "));
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
                    experiment.costs().costs(architecture)));
        }
        return new ScoreTable(source, about, rows);
    }

    /**
     * Trains what the log does not hold yet.
     *
     * @throws RunStoppedException if it was asked to stop; all progress is saved
     */
    public void run(List<Architecture> architectures, List<Long> seeds, RunControl control) throws IOException {
        long total = (long) architectures.size() * seeds.size();
        long done = 0;
        for (long seed : seeds) {
            done += architectures.stream()
                    .filter(a -> log.find(a, seed).isPresent())
                    .count();
        }
        control.listener().begin(Phase.SCRATCH, experiment.space().name(), done, total);
        for (long seed : seeds) {
            List<Architecture> left = architectures.stream()
                    .filter(a -> log.find(a, seed).isEmpty())
                    .toList();
            if (!left.isEmpty()) {
                try (Experiment seeded = experiment.reseeded(seed, registry)) {
                    for (Architecture architecture : left) {
                        train(seeded, architecture, done, total, control);
                        done++;
                    }
                }
            }
        }
        control.listener().end(Phase.SCRATCH);
    }

    private void train(Experiment seeded, Architecture architecture, long done, long total, RunControl control)
            throws IOException {
        control.requireGoingOn(Phase.SCRATCH, done, total);
        long seed = seeded.config().seed();
        Path state = checkpoint.resolveSibling(checkpoint.getFileName() + "-" + architecture.fileName() + "-" + seed);
        ScratchLog.Entry entry;
        try (Retraining retraining = new Retraining(seeded, retrain, architecture, state)) {
            Optional<Retrained> retrained = retrain(retraining, control);
            entry = new ScratchLog.Entry(
                    architecture,
                    seed,
                    retrained.map(Retrained::validation).orElse(Double.NaN),
                    retrained.map(Retrained::test).orElse(Double.NaN),
                    retraining.seconds());
        }
        log.append(entry);
        Files.deleteIfExists(state);
        control.listener()
                .trial(
                        done + 1,
                        new Trial(
                                done,
                                architecture,
                                entry.validation(),
                                seeded.costs().costs(architecture)));
    }

    // A diverged training is a result too: the architecture has no accuracy under this schedule.
    private static Optional<Retrained> retrain(Retraining retraining, RunControl control) throws IOException {
        try {
            return Optional.of(retraining.run(new RunControl(RunListener.NONE, control.stop())));
        } catch (DivergedException e) {
            control.listener().note(e.getMessage());
            return Optional.empty();
        }
    }
}
