package org.osnas.core.agent;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.core.config.SupernetSection;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.EarlyStop;
import org.osnas.core.score.Scorer;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetEvaluator;
import org.osnas.core.supernet.SupernetRelaxation;

/** The supernet of a run, trained to the end. Not thread-safe. */
public final class TrainedSupernet implements AutoCloseable {

    private final Experiment experiment;
    private final Supernet supernet;
    private final Training training;

    private TrainedSupernet(Experiment experiment, RunFolder folder) {
        this.experiment = experiment;
        SupernetSection section = experiment.config().supernet();
        long seed = Seeds.derive(experiment.config().seed(), "supernet", 0);
        supernet = Supernet.create(experiment.space(), section.initialization(), seed);
        training = new Training(
                Phase.SUPERNET,
                experiment,
                supernet,
                section.optimizer(),
                experiment.trainingSchedule(),
                experiment.supernetSteps(),
                folder.checkpoint("supernet"));
    }

    /**
     * Trains what is left to train after the checkpoint of a run folder; nothing if the training is complete.
     *
     * @throws RunStoppedException if it was asked to stop; all progress is saved
     * @throws DivergedException if the training ran into values that are not numbers
     */
    public static TrainedSupernet of(Experiment experiment, RunFolder folder, RunControl control) throws IOException {
        folder.requireSpace(experiment.space());
        TrainedSupernet trained = new TrainedSupernet(experiment, folder);
        try {
            trained.training.restore();
            trained.training.run(
                    experiment.supernetData(),
                    experiment.config().checkpointEverySteps(),
                    control,
                    experiment.space().name());
            return trained;
        } catch (IOException | RuntimeException e) {
            trained.close();
            throw e;
        }
    }

    /** Scores architectures on a split with the shared weights. */
    public Scorer scorer(Split split) {
        SupernetEvaluator evaluator = evaluator();
        return architectures -> evaluator.evaluate(architectures, split).stream()
                .map(Evaluation::score)
                .toList();
    }

    /** Scores the proposals of a search on a split with the shared weights, with the early stop that is configured. */
    TrialScorer trialScorer(Split split) {
        if (experiment.config().search().earlyStop().isEmpty()) {
            return TrialScorer.complete(scorer(split));
        }
        EarlyStop early = experiment.config().search().earlyStop().get();
        return new EarlyStoppingScorer(
                early, evaluator(), split, experiment.supernetData().size(split));
    }

    private SupernetEvaluator evaluator() {
        SupernetSection section = experiment.config().supernet();
        BatchNormMode mode = BatchNormMode.valueOf(section.batchNorm().toUpperCase(Locale.ROOT));
        return new SupernetEvaluator(
                supernet, experiment.supernetData(), experiment.task(), mode, section.recalibrationBatches());
    }

    /** Mixtures on held-out batches from the first one on, if a strategy of the run learns mixtures; close it. */
    public Optional<SupernetRelaxation> relaxation() {
        long seed = Seeds.derive(experiment.config().seed(), "search-held-out", 0);
        return experiment.heldOut().map(data -> new SupernetRelaxation(supernet, experiment.task(), data, 0, seed));
    }

    /** The logits that the training learned, if it did. */
    public Optional<ArchitectureLogits> logits() {
        return training.logits();
    }

    /** Time spent in training steps, over all interruptions. */
    public double seconds() {
        return training.seconds();
    }

    @Override
    public void close() {
        supernet.close();
    }
}
