package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.LossCurve;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.core.supernet.SupernetState;
import org.osnas.engine.internal.optim.Schedule;

/**
 * The loop that trains a supernet, or a standalone network as one, with checkpoints: after every so many steps, at the
 * end, and when it is asked to stop. It goes on from its checkpoint with the bits that it would have had anyway.
 */
final class Training {

    /** Header of checkpoints: how many weights the criterion owns, if any. */
    private static final String CRITERION = "criterion_weights";

    private final Phase phase;
    private final Supernet network;
    private final LearningTask task;
    private final SupernetOptimizer optimizer;
    private final Schedule rates;
    private final TrainingSchedule paths;
    private final Optional<HeldOutLearning> learning;
    private final long steps;
    private final Identity identity;
    private final Checkpoint checkpoint;
    private final LossCurve losses;
    private long done;
    private double seconds;
    private long nanosOfLastStep = Long.MAX_VALUE / 2;
    private Optional<Runnable> undo = Optional.empty();

    /**
     * @param paths the passes of every step; one that learns needs {@code learning}
     * @param learning of a schedule that learns
     * @param steps length of the training
     * @param identity what determines its bits: a checkpoint of another is refused
     * @param checkpoint where its state is kept
     */
    Training(
            Phase phase,
            Supernet network,
            LearningTask task,
            OptimizerSettings optimizer,
            TrainingSchedule paths,
            Optional<HeldOutLearning> learning,
            long steps,
            Identity identity,
            Checkpoint checkpoint) {
        this.phase = phase;
        this.network = network;
        this.task = task;
        this.optimizer = new SupernetOptimizer(network, task, optimizer.sgd());
        this.rates = optimizer.rates(steps);
        this.paths = paths;
        this.learning = learning;
        this.steps = steps;
        this.identity = identity;
        this.checkpoint = checkpoint;
        this.losses = new LossCurve(steps);
    }

    /**
     * Takes up the state of the checkpoint, if there is one.
     *
     * @throws org.osnas.core.file.FileException if it is that of another training
     */
    void restore() throws IOException {
        if (!checkpoint.exists()) {
            return;
        }
        checkpoint.read((header, in) -> {
            identity.require(header, "Checkpoint " + checkpoint);
            requireSameCriterion(header);
            SupernetState.read(network, task, in);
            done = header.path("step").asLong();
            seconds = header.path("seconds").asDouble();
            losses.read(header);
            learning.ifPresent(l -> l.read(header));
        });
    }

    // The identity of a program's criterion is its class alone, which may have been changed.
    private void requireSameCriterion(JsonNode header) {
        long saved = header.path(CRITERION).asLong();
        if (saved != task.length()) {
            throw new BadInputException(
                    "Checkpoint %s holds %d weights of the criterion, but the criterion of this run has %d. Go on with the criterion that began it, or start a new run."
                            .formatted(checkpoint, saved, task.length()));
        }
    }

    /** Trains to the end. */
    void run(Dataflow data, int checkpointEverySteps, RunControl control, String detail) throws IOException {
        control.listener().begin(phase, detail, done, steps);
        network.stopOn(control.stop());
        if (done < steps) {
            control.requireGoingOn(phase, done, steps);
            try (Dataflow.BatchStream batches = data.training(done);
                    HeldOutLearning.Lessons lessons =
                            learning.map(HeldOutLearning::open).orElse(null)) {
                run(batches, lessons, checkpointEverySteps, control);
            } finally {
                control.stop().unsaved(false);
            }
        }
        losses.lesson().ifPresent(lesson -> control.listener().note(phase.word() + " of " + detail + ": " + lesson));
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
        double before = seconds;
        long saved = done;
        boolean stopped = false;
        while (done < steps) {
            try {
                step(batches, lessons, control);
            } catch (StoppedException e) {
                if (!undone()) {
                    throw StoppedException.in(phase.word(), saved, steps);
                }
                stopped = true;
            }
            seconds = before + (System.nanoTime() - start) * 1e-9;
            stopped |= stop.requested();
            if (stopped || done == steps || done % checkpointEverySteps == 0) {
                save();
                saved = done;
            }
            stop.unsaved(saved < done);
            if (stopped && done < steps) {
                throw StoppedException.in(phase.word(), done, steps);
            }
        }
    }

    private void step(Dataflow.BatchStream batches, HeldOutLearning.@Nullable Lessons lessons, RunControl control) {
        double rate = rates.rate(done);
        RunListener listener = control.listener();
        undo = Optional.of(() -> {});
        try (Batch batch = control.stop().await(batches::next)) {
            long begin = System.nanoTime();
            // Where steps are short, none is left unfinished.
            undo = control.stop().outlasts(2 * nanosOfLastStep) ? Optional.of(beforeStep()) : Optional.empty();
            if (lessons != null) {
                lessons.before(done);
            }
            SupernetOptimizer.StepResult result = optimizer.step(paths.step(done), batch, rate);
            done++;
            losses.add(done, result.loss());
            nanosOfLastStep = System.nanoTime() - begin;
            listener.step(done, result.loss(), rate);
        } catch (NotANumberException e) {
            throw RunException.diverged(phase, done, lastCheckpoint(), e);
        }
    }

    /** How to get back to where the training is now, if the step that begins is not finished. */
    private Runnable beforeStep() {
        Runnable network = SupernetState.keep(this.network, task);
        ObjectNode learned = JsonNodeFactory.instance.objectNode();
        learning.ifPresent(l -> l.write(learned));
        return () -> {
            network.run();
            learning.ifPresent(l -> l.read(learned));
        };
    }

    /** Goes back to before a step that was not finished, if it is known what was then. */
    private boolean undone() {
        undo.ifPresent(Runnable::run);
        return undo.isPresent();
    }

    private String lastCheckpoint() {
        return checkpoint.exists() ? "The last good checkpoint is " + checkpoint + "." : "There was no checkpoint yet.";
    }

    private void save() throws IOException {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("phase", phase.word());
        header.put("space", network.space().name());
        header.put("fingerprint", network.space().fingerprint());
        header.put("step", done);
        header.put("steps", steps);
        header.put("seconds", seconds);
        identity.write(header);
        losses.write(header);
        if (task.length() > 0) {
            header.put(CRITERION, task.length());
        }
        learning.ifPresent(l -> l.write(header));
        checkpoint.write(header, out -> SupernetState.write(network, task, out));
    }

    /** What the schedule learned, if it learns. */
    Optional<ArchitectureLogits> logits() {
        return paths instanceof LearningSchedule schedule ? Optional.of(schedule.logits()) : Optional.empty();
    }

    /** Its length. */
    long steps() {
        return steps;
    }

    /** Time spent in steps, over all interruptions. */
    double seconds() {
        return seconds;
    }
}
