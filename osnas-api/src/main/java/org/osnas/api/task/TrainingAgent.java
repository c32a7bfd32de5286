package org.osnas.api.task;

import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.training.Divergence;

/** What one task does in a training step and in an evaluation. Knows nothing of architecture search. */
public interface TrainingAgent {

    /**
     * Forward, criterion, backward on one batch. Does not update weights.
     *
     * @return the loss
     */
    double step(Model model, Batch batch);

    /**
     * Forward, divergence from the outputs of a teacher, backward on one batch. Does not update weights.
     *
     * @param teacher output of another network for the same batch, {@code [batch, classes]}; a constant
     * @return the loss
     * @throws MissingCapabilityException unless {@link #provides} has {@link Capability#SOFT_TARGETS}
     */
    default double distil(Model model, Batch batch, INDArray teacher, Divergence divergence) {
        throw new MissingCapabilityException(Capability.SOFT_TARGETS, "A training step that distils");
    }

    /** What it can do beyond {@link #step}: {@link Capability#SOFT_TARGETS}, {@link Capability#MEAN_SCORE}. */
    default Set<Capability> provides() {
        return Set.of();
    }

    /** A new, empty evaluation. */
    Evaluation evaluation();
}
