package org.osnas.core.agent;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunResult;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.internal.optim.Schedule;

/**
 * The loop that trains a supernet, or a standalone network as one, with checkpoints: after every so many steps, at the
 * end, and when it is asked to stop. It goes on from its checkpoint with the bits that it would have had anyway.
 */
final class Training {

    private final Phase phase;
    private final Supernet network;
    private final SupernetOptimizer optimizer;
    private final int accumulate;
    private final Schedule rates;
    private final TrainingSchedule paths;
    private final Optional<HeldOutLearning> learning;
    private final Optional<WeightSelection> selection;
    private final long steps;
    private final Identity identity;
    private final Checkpoint checkpoint;
    private final TrainingState state;
    private long nanosOfLastStep = Long.MAX_VALUE / 2;
    private Optional<Runnable> undo = Optional.empty();

    /**
     * @param recipe how steps differ from the plain ones
     * @param paths the passes of every step; one that learns needs {@code learning}
     * @param learning of a schedule that learns
     * @param selection which weights it ends with, if not the last
     * @param steps length of the training
     * @param most seconds after which it ends all the same
     * @param identity what determines its bits: a checkpoint of another is refused
     * @param checkpoint where its state is kept
     */
    Training(
            Phase phase,
            Supernet network,
            LearningTask task,
            OptimizerSettings optimizer,
            Recipe recipe,
            TrainingSchedule paths,
            Optional<HeldOutLearning> learning,
            Optional<WeightSelection> selection,
            long steps,
            OptionalDouble most,
            Identity identity,
            Checkpoint checkpoint) {
        this.phase = phase;
        this.network = network;
        this.optimizer = new SupernetOptimizer(network, task, optimizer.sgd().averaging(recipe.average()));
        this.accumulate = recipe.accumulate();
        this.rates = optimizer.rates(steps);
        this.paths = paths;
        this.learning = learning;
        this.selection = selection;
        this.steps = steps;
        this.identity = identity;
        this.checkpoint = checkpoint;
        this.state = new TrainingState(network, task, steps, most, learning, selection);
    }

    /** Lets it learn from the outputs of another network too, as {@link SupernetOptimizer#learnFrom} says. */
    void learnFrom(Function<INDArray, Outputs> teacher, double weight) {
        optimizer.learnFrom(teacher, weight);
    }

    /**
     * Takes up the state of the checkpoint, if there is one.
     *
     * @throws org.osnas.core.file.FileException if it is that of another training
     */
    void restore() throws IOException {
        if (checkpoint.exists()) {
            state.read(checkpoint, identity);
        }
    }

    /** Trains to the end. */
    void run(Dataflow data, int checkpointEverySteps, RunControl control, String detail) throws IOException {
        control.listener().begin(phase, detail, state.done(), steps);
        network.stopOn(control.stop());
        if (!state.ended()) {
            control.requireGoingOn(phase, state.done(), steps);
            try (Dataflow.BatchStream batches = data.training(state.done() * accumulate);
                    HeldOutLearning.Lessons lessons =
                            learning.map(HeldOutLearning::open).orElse(null)) {
                run(batches, lessons, checkpointEverySteps, control);
            } finally {
                control.stop().unsaved(false);
            }
        }
        selection.ifPresent(WeightSelection::apply);
        if (state.outOfTime()) {
            control.listener()
                    .note(
                            "%s of %s: ended after %d of %d steps, since its time was used; another time it may be more or fewer"
                                    .formatted(phase.word(), detail, state.done(), steps));
        } else if (state.outOfPatience()) {
            control.listener()
                    .note("%s of %s: ended after %d of %d steps, %d validations after the best score"
                            .formatted(
                                    phase.word(),
                                    detail,
                                    state.done(),
                                    steps,
                                    state.losses().sinceBest()));
        }
        state.losses().lesson().ifPresent(lesson -> control.listener()
                .note(phase.word() + " of " + detail + ": " + lesson));
        control.listener().end(phase);
    }

    private void run(
            Dataflow.BatchStream batches,
            HeldOutLearning.@Nullable Lessons lessons,
            int checkpointEverySteps,
            RunControl control)
            throws IOException {
        StopSignal stop = control.stop();
        long start = System.nanoTime();
        double before = state.seconds();
        long saved = state.done();
        boolean stopped = false;
        while (!state.ended()) {
            try {
                // It may have been stopped between a step and its validation.
                if (!state.validationIsDue() && !state.trained()) {
                    step(batches, lessons, control);
                }
                judge(control);
            } catch (StoppedException e) {
                if (!undone()) {
                    throw StoppedException.in(phase.word(), saved, steps);
                }
                stopped = true;
            }
            state.seconds(before + (System.nanoTime() - start) * 1e-9);
            stopped |= stop.requested();
            if (stopped || state.ended() || state.done() % checkpointEverySteps == 0) {
                state.write(checkpoint, phase, identity);
                saved = state.done();
            }
            stop.unsaved(saved < state.done());
            if (stopped && !state.ended()) {
                throw StoppedException.in(phase.word(), state.done(), steps);
            }
        }
    }

    private void step(Dataflow.BatchStream batches, HeldOutLearning.@Nullable Lessons lessons, RunControl control) {
        double rate = rates.rate(state.position());
        RunListener listener = control.listener();
        undo = Optional.of(() -> {});
        try (Batch batch = control.stop().await(batches::next)) {
            long begin = System.nanoTime();
            // Where steps are short, none is left unfinished, but for one that waits for further batches.
            boolean undoable = accumulate > 1 || control.stop().outlasts(2 * nanosOfLastStep);
            undo = undoable ? Optional.of(state.keep()) : Optional.empty();
            if (lessons != null) {
                lessons.before(state.done());
            }
            SupernetOptimizer.StepResult result = optimizer.step(
                    paths.step(state.done()),
                    batch,
                    Stream.generate(() -> control.stop().await(batches::next)).limit(accumulate - 1),
                    rate);
            state.advance(result.loss());
            nanosOfLastStep = System.nanoTime() - begin;
            listener.step(state.done(), result.loss(), rate);
        } catch (NotANumberException e) {
            throw RunException.diverged(phase, state.done(), lastCheckpoint(), e);
        }
    }

    private void judge(RunControl control) {
        // What is stopped here has changed nothing.
        undo = Optional.of(() -> {});
        if (state.validationIsDue()) {
            double score = selection.orElseThrow().validate(state.losses(), state.done());
            control.listener().validation(state.done(), score);
        }
        if (state.trained() && !state.ended()) {
            selection.orElseThrow().finish();
        }
    }

    /** Goes back to before a step that was not finished, if it is known what was then. */
    private boolean undone() {
        undo.ifPresent(Runnable::run);
        return undo.isPresent();
    }

    private String lastCheckpoint() {
        return checkpoint.exists() ? "The last good checkpoint is " + checkpoint + "." : "There was no checkpoint yet.";
    }

    /** What the schedule learned, if it learns. */
    Optional<ArchitectureLogits> logits() {
        return paths instanceof LearningSchedule schedule ? Optional.of(schedule.logits()) : Optional.empty();
    }

    /** Steps done. */
    long done() {
        return state.done();
    }

    /** How it ended, if it was validated on the way or its time ended it. */
    Optional<RunResult.Ending> ending() {
        long kept = selection
                .flatMap(s -> s.kept(state.losses()))
                .map(LossCurve.Score::step)
                .orElse(state.done());
        boolean validated = state.losses().best().isPresent();
        return validated || state.outOfTime()
                ? Optional.of(new RunResult.Ending(state.done(), steps, kept, state.outOfTime()))
                : Optional.empty();
    }

    /** Time spent in steps and validations, over all interruptions. */
    double seconds() {
        return state.seconds();
    }
}
