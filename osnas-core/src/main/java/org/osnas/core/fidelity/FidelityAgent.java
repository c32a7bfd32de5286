package org.osnas.core.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Experiment;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.Scoring;
import org.osnas.core.agent.ScratchTraining;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.RetrainSection;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.CachedScorer;
import org.osnas.core.score.ScoreTable;

/**
 * Measures the fidelity of a run's supernet, within the run's budget. All it computes is kept in the folder
 * {@code fidelity/} of the run, so that it can be stopped or killed and run again, or extended by more architectures.
 */
public final class FidelityAgent {

    private final RunFolder folder;
    private final Experiment experiment;
    private final Registry registry;
    private final RunControl control;

    public FidelityAgent(RunFolder folder, Experiment experiment, Registry registry, RunControl control) {
        this.folder = folder;
        this.experiment = experiment;
        this.registry = registry;
        this.control = control;
    }

    /**
     * Compares with architectures that are trained from scratch now.
     *
     * @param architectures how many are drawn uniformly within the budget
     * @param seeds trainings of each, from the seed of the run on; their mean test accuracy counts
     * @throws org.osnas.core.agent.RunStoppedException if it was asked to stop; all progress is saved
     */
    public Fidelity fromScratch(int architectures, int seeds, RetrainSection retrain) throws IOException {
        requireSupernet();
        List<Architecture> sample = ScratchTraining.sample(experiment, architectures);
        List<Long> numbers = LongStream.range(0, seeds)
                .map(i -> experiment.config().seed() + i)
                .boxed()
                .toList();
        long steps = retrain.length().steps(experiment.data().batchesPerEpoch());
        Files.createDirectories(path());
        ScratchTraining training = new ScratchTraining(
                experiment,
                registry,
                retrain,
                path().resolve("scratch-" + steps + ".jsonl"),
                path().resolve("scratch-" + steps));
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
        table.requireFor(experiment.space());
        List<Architecture> rows = new ArrayList<>(table.architectures().stream()
                .filter(a -> experiment
                        .costs()
                        .within(a, experiment.config().search().budget()))
                .toList());
        if (architectures.isPresent()) {
            Collections.shuffle(
                    rows, new Random(Seeds.derive(experiment.config().seed(), "fidelity", 0)));
            rows = rows.subList(0, Math.min(rows.size(), architectures.get()));
        }
        Files.createDirectories(path());
        return measure(rows, table.hasTests() ? table::meanTest : table::meanScore);
    }

    /** Where everything is kept. */
    public Path path() {
        return folder.path().resolve("fidelity");
    }

    private void requireSupernet() {
        if (!Files.exists(folder.checkpoint("supernet"))) {
            throw new NotTrainedException(folder.path());
        }
    }

    private Fidelity measure(List<Architecture> architectures, ToDoubleFunction<Architecture> accuracy)
            throws IOException {
        try (TrainedSupernet supernet = TrainedSupernet.of(experiment, folder, control)) {
            CachedScorer scorer =
                    CachedScorer.open(supernet.scorer(Split.VALIDATION), path().resolve("supernet.jsonl"));
            Scoring.run(scorer, architectures, experiment.space().name(), control);
            List<Double> scores = scorer.score(architectures);
            List<Fidelity.Pair> pairs = new ArrayList<>();
            for (int i = 0; i < architectures.size(); i++) {
                Architecture architecture = architectures.get(i);
                pairs.add(new Fidelity.Pair(architecture, scores.get(i), accuracy.applyAsDouble(architecture)));
            }
            Fidelity fidelity = Fidelity.of(pairs, experiment.config().seed());
            fidelity.write(path().resolve("fidelity.csv"));
            folder.write("fidelity/fidelity.json", fidelity.json());
            return fidelity;
        }
    }
}
