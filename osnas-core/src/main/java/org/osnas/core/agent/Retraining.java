package org.osnas.core.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.agent.RetrainSettings.Distillation;
import org.osnas.core.internal.evaluation.Recalibration;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/**
 * Trains one architecture: from scratch, or on from what it inherited of a supernet. Its first weights follow from the
 * seed of the run and the architecture's shape alone, or from the supernet, so that the result does not depend on what
 * was trained before.
 */
public final class Retraining implements AutoCloseable {

    /** The network along the only path of its space. */
    private final Architecture only;

    private final Task what;
    private final LearningTask task;
    private final Dataflow data;
    private final int checkpointEverySteps;
    private final Architecture architecture;
    private final Supernet network;
    private final Training training;
    private final Optional<Distillation> distillation;
    private boolean taught;

    /**
     * From scratch.
     *
     * @param run gives space and task
     * @param data of the run, or the same data with another seed
     * @param seed of the training, perhaps that of the run
     * @param checkpoint where the state of the training is kept; gone on from if it exists
     */
    public Retraining(
            Run run,
            Architecture architecture,
            Dataflow data,
            RetrainSettings settings,
            long seed,
            Checkpoint checkpoint) {
        this(
                run,
                architecture,
                data,
                settings,
                seed,
                Identities.retraining(run, architecture, settings, seed),
                checkpoint);
    }

    private Retraining(
            Run run,
            Architecture architecture,
            Dataflow data,
            RetrainSettings settings,
            long seed,
            Identity identity,
            Checkpoint checkpoint) {
        this.what = run.task();
        this.task = run.supernetPlan().learningTask(Seeds.derive(seed, "retrain", 0));
        this.data = data;
        this.checkpointEverySteps = run.checkpointEverySteps();
        this.architecture = architecture;
        SearchSpace single = run.space().restrictTo(architecture);
        only = Architecture.of(new int[single.depth()]);
        network = Supernet.create(single, Seeds.derive(seed, "retrain", 0));
        network.dropPaths(settings.recipe().dropPath());
        TrainingStep step = TrainingStep.of(PathChoice.of(only));
        training = new Training(
                Phase.RETRAIN,
                network,
                task,
                settings.optimizer(),
                settings.recipe(),
                index -> step,
                Optional.empty(),
                selection(settings, run.supernet().recalibrationBatches()),
                settings.steps(data),
                settings.length().seconds(),
                identity,
                checkpoint);
        distillation = settings.recipe().distillation();
        learnFromExported(run);
    }

    private void learnFromExported(Run run) {
        distillation.flatMap(Distillation::network).ifPresent(file -> {
            taught = true;
            training.learnFrom(
                    ExportedTeacher.open(file, run)::outputs,
                    distillation.orElseThrow().weight());
        });
    }

    /**
     * Lets it learn from a network of the supernet, which settings that say so need.
     *
     * @param teacher of {@link RetrainSettings#teacher}; it stays the caller's, and open while this one trains
     */
    public void learnFrom(InheritedNetwork teacher) {
        taught = true;
        training.learnFrom(teacher::outputs, distillation.orElseThrow().weight());
    }

    private Optional<WeightSelection> selection(RetrainSettings settings, int recalibrationBatches) {
        long every = settings.stepsBetweenValidations(data);
        Optional<Runnable> recalibration = settings.recipe().average() > 0
                ? Optional.of(() -> Recalibration.of(network, data, recalibrationBatches))
                : Optional.empty();
        return every == 0 && recalibration.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new WeightSelection(settings.selection(), every, network, task, recalibration, () -> evaluate(
                                        Split.VALIDATION, task.agent())
                                .score()));
    }

    /**
     * On from what the architecture inherited; the rest as from scratch.
     *
     * @param inherited where that is kept
     * @throws org.osnas.core.file.FileException if it is that of another run
     */
    public static Retraining finetuning(
            Run run,
            Architecture architecture,
            Dataflow data,
            RetrainSettings settings,
            long seed,
            Checkpoint checkpoint,
            Checkpoint inherited)
            throws IOException {
        Retraining retraining = new Retraining(
                run,
                architecture,
                data,
                settings,
                seed,
                Identities.finetuning(run, architecture, settings, seed),
                checkpoint);
        Identity identity = Identities.inherited(run, architecture);
        inherited.read((header, in) -> {
            identity.require(header, "Checkpoint " + inherited);
            SupernetState.read(retraining.network, retraining.task, in);
        });
        return retraining;
    }

    /** Trains to the end, and evaluates on the validation and the test split. */
    public Retrained run(RunControl control) throws IOException {
        train(control);
        return control.wholly(
                Phase.RETRAIN,
                training.done(),
                training.done(),
                () -> Retrained.of(
                        architecture,
                        what,
                        evaluate(Split.VALIDATION, task.agent()),
                        evaluate(Split.TEST, ExhibitingAgent.of(task.agent())),
                        training.ending()));
    }

    /** Trains to the end; {@link #run} goes on from there. */
    void train(RunControl control) throws IOException {
        if (distillation.isPresent() && !taught) {
            throw new IllegalStateException(
                    "The settings say that it learns from a network of the supernet: give it one");
        }
        training.restore();
        training.run(data, checkpointEverySteps, control, architecture.toString());
    }

    private Evaluation evaluate(Split split, TrainingAgent agent) {
        return new SupernetEvaluator(network, data, agent, BatchNormMode.INHERITED, 1)
                .evaluate(List.of(only), split)
                .get(0);
    }

    /** Saves the network as a SameDiff file. */
    public void export(Path file) throws IOException {
        SameDiffExporter.save(network, only, file);
    }

    /** Training steps that were done. */
    public long steps() {
        return training.done();
    }

    /** Time spent in training steps and validations between them, over all interruptions. */
    public double seconds() {
        return training.seconds();
    }

    /** Frees activation memory. */
    @Override
    public void close() {
        network.close();
    }
}
