package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.LossCurve;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/** How far a training is, and all that its checkpoint holds. */
final class TrainingState {

    /** Header of checkpoints: how many weights the criterion owns, if any. */
    private static final String CRITERION = "criterion_weights";

    /** Header of checkpoints: whether the training has ended, where the number of steps does not tell. */
    private static final String ENDED = "ended";

    private final Supernet network;
    private final LearningTask task;
    private final long steps;
    private final OptionalDouble most;
    private final Optional<HeldOutLearning> learning;
    private final Optional<WeightSelection> selection;
    private final LossCurve losses;
    private long done;
    private double seconds;

    /**
     * @param steps length of the training
     * @param most seconds after which it ends all the same
     * @param learning of a schedule that learns
     * @param selection which weights it ends with, if not the last
     */
    TrainingState(
            Supernet network,
            LearningTask task,
            long steps,
            OptionalDouble most,
            Optional<HeldOutLearning> learning,
            Optional<WeightSelection> selection) {
        this.network = network;
        this.task = task;
        this.steps = steps;
        this.most = most;
        this.learning = learning;
        this.selection = selection;
        this.losses = new LossCurve(steps);
    }

    /** Steps done. */
    long done() {
        return done;
    }

    /** Time spent in steps and validations, over all interruptions. */
    double seconds() {
        return seconds;
    }

    void seconds(double now) {
        seconds = now;
    }

    LossCurve losses() {
        return losses;
    }

    /** Another step is done. */
    void advance(double loss) {
        done++;
        losses.add(done, loss);
    }

    /** Whether the network is to be validated before the next step. */
    boolean validationIsDue() {
        boolean due =
                selection.filter(s -> s.due(done, outOfTime() ? done : steps)).isPresent();
        return due && !losses.hasScore(done);
    }

    /** Whether validations ended the training before its last step. */
    boolean outOfPatience() {
        return done < steps && selection.filter(s -> s.outOfPatience(losses)).isPresent();
    }

    /** Whether its time ended the training before its last step. */
    boolean outOfTime() {
        return done > 0 && done < steps && most.isPresent() && seconds >= most.getAsDouble();
    }

    /** Whether no step or validation is left. */
    boolean trained() {
        return outOfPatience() || ((done == steps || outOfTime()) && !validationIsDue());
    }

    /** How much of the learning rates' way is behind, in steps: what was done, or more where the time goes by faster. */
    long position() {
        double share = most.isPresent() ? seconds / most.getAsDouble() : 0;
        return Math.max(done, Math.min(steps - 1, (long) (share * steps)));
    }

    boolean ended() {
        return trained() && selection.filter(WeightSelection::unfinished).isEmpty();
    }

    /** Whether the training of a checkpoint has ended. */
    static boolean hasEnded(JsonNode header) {
        boolean last = header.path("step").asLong() == header.path("steps").asLong();
        return header.path(ENDED).asBoolean(last);
    }

    /** How to get back to where the training is now, if the step that begins is not finished. */
    Runnable keep() {
        Runnable network = SupernetState.keep(this.network, task);
        ObjectNode learned = JsonNodeFactory.instance.objectNode();
        learning.ifPresent(l -> l.write(learned));
        return () -> {
            network.run();
            learning.ifPresent(l -> l.read(learned));
        };
    }

    /**
     * Takes up the state of a checkpoint.
     *
     * @throws org.osnas.core.file.FileException if it is that of another training
     */
    void read(Checkpoint checkpoint, Identity identity) throws IOException {
        checkpoint.read((header, in) -> {
            identity.require(header, "Checkpoint " + checkpoint);
            requireSameCriterion(checkpoint, header);
            if (selection.isPresent()) {
                selection.get().read(header, in);
            }
            SupernetState.read(network, task, in);
            done = header.path("step").asLong();
            seconds = header.path("seconds").asDouble();
            losses.read(header);
            learning.ifPresent(l -> l.read(header));
        });
    }

    // The identity of a program's criterion is its class alone, which may have been changed.
    private void requireSameCriterion(Checkpoint checkpoint, JsonNode header) {
        long saved = header.path(CRITERION).asLong();
        if (saved != task.length()) {
            throw new BadInputException(
                    "Checkpoint %s holds %d weights of the criterion, but the criterion of this run has %d. Go on with the criterion that began it, or start a new run."
                            .formatted(checkpoint, saved, task.length()));
        }
    }

    void write(Checkpoint checkpoint, Phase phase, Identity identity) throws IOException {
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
        if (ended() != (done == steps)) {
            header.put(ENDED, ended());
        }
        selection.ifPresent(s -> s.write(header));
        checkpoint.write(header, out -> {
            if (selection.isPresent()) {
                selection.get().write(out);
            }
            SupernetState.write(network, task, out);
        });
    }
}
