package org.osnas.core.agent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.internal.evaluation.Recalibration;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunResult;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetRelaxation;

/** A supernet that was trained to the end. Not thread-safe. */
public final class TrainedSupernet implements AutoCloseable {

    /** The metric of which less is better. */
    private static final String LOSS = "loss";

    private final SupernetTraining what;
    private final Supernet supernet;
    private final Training training;

    private TrainedSupernet(SupernetTraining what, Checkpoint checkpoint) {
        this.what = what;
        SupernetSettings settings = what.settings();
        supernet = Supernet.create(what.space(), settings.initialization(), seed("supernet"));
        training = new Training(
                Phase.SUPERNET,
                supernet,
                what.task(),
                settings.optimizer(),
                RetrainSettings.Recipe.PLAIN,
                what.schedule(),
                learning(),
                Optional.empty(),
                what.steps(),
                what.settings().length().seconds(),
                what.identity(),
                checkpoint);
    }

    private Optional<HeldOutLearning> learning() {
        if (!(what.schedule() instanceof LearningSchedule schedule)) {
            return Optional.empty();
        }
        Dataflow heldOut = what.data()
                .heldOut()
                .orElseThrow(() -> new IllegalStateException(
                        "A training strategy whose schedule learns must provide " + Capability.TRAINED_LOGITS));
        return Optional.of(new HeldOutLearning(schedule, supernet, what.task(), heldOut, seed("held-out")));
    }

    private long seed(String purpose) {
        return Seeds.derive(what.seed(), purpose, 0);
    }

    /**
     * Trains what is left to train after a checkpoint; nothing if the training is complete.
     *
     * @param checkpoint where the state of the training is kept; gone on from if it exists
     * @throws StoppedException if it was asked to stop; all progress is saved
     * @throws RunException if the training ran into values that are not numbers
     */
    static TrainedSupernet of(SupernetTraining what, Checkpoint checkpoint, RunControl control) throws IOException {
        TrainedSupernet trained = new TrainedSupernet(what, checkpoint);
        try {
            trained.training.restore();
            trained.training.run(
                    what.data().training(),
                    what.checkpointEverySteps(),
                    control,
                    what.space().name());
            return trained;
        } catch (IOException | RuntimeException e) {
            trained.close();
            throw e;
        }
    }

    /**
     * Checks that a training has ended.
     *
     * @param place of the run that it belongs to
     * @throws RunException if it has not
     */
    public static void requireTrained(Checkpoint checkpoint, String place) throws IOException {
        boolean[] ended = new boolean[1];
        if (checkpoint.exists()) {
            checkpoint.read((header, in) -> ended[0] = TrainingState.hasEnded(header));
        }
        if (!ended[0]) {
            throw RunException.notTrained(place);
        }
    }

    /** Evaluates an architecture on a split with the shared weights. */
    public Evaluation evaluate(Architecture architecture, Split split) {
        return evaluator()
                .evaluate(List.of(what.space().canonical(architecture)), split)
                .get(0);
    }

    /** Scores architectures on a split with the shared weights. */
    public Scorer scorer(Split split) {
        return scorer(split, Optional.empty());
    }

    /** As {@link #scorer(Split)}, by a metric of the task in place of its score; one called loss is turned around. */
    Scorer scorer(Split split, Optional<String> metric) {
        SupernetEvaluator evaluator = evaluator();
        return (architectures, before) -> evaluator.evaluate(architectures, split).stream()
                .map(evaluation -> Score.of(value(evaluation, metric)))
                .toList();
    }

    private static double value(Evaluation evaluation, Optional<String> metric) {
        if (metric.isEmpty()) {
            return evaluation.score();
        }
        Map<String, Double> metrics = evaluation.metrics();
        double value = Check.present(
                metrics.get(metric.get()),
                "Scorer 'supernet': the task has no metric '%s'. It has %s",
                metric.get(),
                String.join(", ", metrics.keySet()));
        return metric.get().equals(LOSS) ? -value : value;
    }

    /** Scores the proposals of a search on a split with the shared weights, and stops early with those that lag. */
    Scorer stoppingScorer(Split split, EarlyStop early) {
        return new EarlyStoppingScorer(
                early, evaluator(), split, what.data().training().size(split));
    }

    /**
     * Gives an architecture's weights to a network of its own, with the statistics that scoring uses; where scoring uses
     * those of the evaluated batch, with recalibrated ones.
     *
     * @param task takes the weights that the criteria own
     */
    void giveTo(Architecture architecture, Supernet network, LearningTask task) {
        supernet.copyTo(network, architecture);
        SupernetSettings settings = what.settings();
        if (settings.batchNorm() != BatchNormMode.INHERITED) {
            Recalibration.of(network, what.data().training(), settings.recalibrationBatches());
        }
        task.takeWeights(what.task());
    }

    private SupernetEvaluator evaluator() {
        SupernetSettings settings = what.settings();
        return new SupernetEvaluator(
                supernet,
                what.data().training(),
                what.task().agent(),
                settings.batchNorm(),
                settings.recalibrationBatches());
    }

    /** Mixtures on held-out batches from the first one on, if there are held-out data; close it. */
    public Optional<SupernetRelaxation> relaxation() {
        return relaxation(0);
    }

    /** As {@link #relaxation()}, from another batch on. */
    Optional<SupernetRelaxation> relaxation(long firstBatch) {
        return what.data()
                .heldOut()
                .map(data -> new SupernetRelaxation(supernet, what.task(), data, firstBatch, seed("search-held-out")));
    }

    /** The logits that the training learned, if it did. */
    public Optional<ArchitectureLogits> logits() {
        return training.logits();
    }

    /** Length of the training. */
    public long steps() {
        return training.done();
    }

    /** How its training ended, if its time ended it. */
    Optional<RunResult.Ending> ending() {
        return training.ending();
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
