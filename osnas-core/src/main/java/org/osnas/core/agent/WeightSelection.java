package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.run.LossCurve;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/**
 * Which weights a training ends with, and whether it ends early. The chosen weights stand in front of the state of the
 * training in its checkpoint, so that who reads a network there reads these.
 */
final class WeightSelection {

    /** Header of checkpoints: how many bytes of chosen weights come first. */
    private static final String CHOSEN = "chosen_bytes";

    private final Selection settings;
    private final long every;
    private final Supernet network;
    private final LearningTask task;
    private final Optional<Runnable> recalibration;
    private final DoubleSupplier score;
    private byte[] chosen = {};

    /**
     * @param every steps between two validations; 0 for none
     * @param recalibration gives the network statistics that fit its weights, if these are moving averages when they are
     *     judged and kept. Izmailov et al. 2018, <a href="https://arxiv.org/abs/1803.05407">Averaging Weights</a>, does
     *     the same
     * @param score of the network as it is, on the validation examples
     */
    WeightSelection(
            Selection settings,
            long every,
            Supernet network,
            LearningTask task,
            Optional<Runnable> recalibration,
            DoubleSupplier score) {
        this.settings = settings;
        this.every = every;
        this.network = network;
        this.task = task;
        this.recalibration = recalibration;
        this.score = score;
    }

    /** Whether there is a validation after so many steps. */
    boolean due(long done, long steps) {
        return every > 0 && done > 0 && (done % every == 0 || done == steps);
    }

    /**
     * Validates the network, and chooses its weights if they are the best.
     *
     * @param curve gets the score
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; nothing has changed then
     */
    double validate(LossCurve curve, long done) {
        return judged(() -> {
            double value = score.getAsDouble();
            curve.score(done, value);
            if (settings.keep() == Keep.BEST && curve.sinceBest() == 0) {
                chosen = bytes();
            }
            return value;
        });
    }

    /** Whether what the training ends with is still to be made when its last step is done. */
    boolean unfinished() {
        return recalibration.isPresent() && settings.keep() == Keep.LAST && chosen.length == 0;
    }

    /**
     * Makes what the training ends with, after its last step.
     *
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; nothing has changed then
     */
    void finish() {
        chosen = judged(this::bytes);
    }

    /** Does something with the network as it would be used now. */
    private <T> T judged(Supplier<T> work) {
        Runnable back = recalibration.isPresent() ? SupernetState.takeAverages(network, task) : () -> {};
        try {
            recalibration.ifPresent(Runnable::run);
            return work.get();
        } finally {
            back.run();
        }
    }

    /** Whether the validations so far end the training. */
    boolean outOfPatience(LossCurve curve) {
        return settings.patience() > 0 && curve.sinceBest() >= settings.patience();
    }

    /** The validation whose weights are kept, if it is not the last weights. */
    Optional<LossCurve.Score> kept(LossCurve curve) {
        return curve.best().filter(best -> settings.keep() == Keep.BEST);
    }

    /** Gives the network the weights that the training ends with. */
    void apply() {
        if (chosen.length > 0) {
            try {
                SupernetState.read(network, task, new DataInputStream(new ByteArrayInputStream(chosen)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SupernetState.writeWeights(network, task, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void write(ObjectNode header) {
        if (chosen.length > 0) {
            header.put(CHOSEN, chosen.length);
        }
    }

    /** Writes what stands in front of the state of the training. */
    void write(DataOutputStream out) throws IOException {
        out.write(chosen);
    }

    /** Reads what {@link #write} wrote. */
    void read(JsonNode header, DataInputStream in) throws IOException {
        chosen = in.readNBytes(header.path(CHOSEN).asInt());
    }
}
