package org.osnas.api.task;

import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.training.Divergence;

/** A training agent whose networks can learn from the outputs of another network. */
public interface Distils extends TrainingAgent {

    /**
     * Forward, divergence from the outputs of a teacher, backward on one batch. Does not update weights.
     *
     * @param teacher outputs of another network for the same batch; constants
     * @return the loss
     */
    double distil(Model model, Batch batch, Outputs teacher, Divergence divergence);

    /**
     * The agent as one that distils.
     *
     * @param who needs it, to begin the message with: {@code Training strategy 'sandwich'}
     * @throws MissingAbilityException if it does not
     */
    static Distils require(String who, TrainingAgent agent) {
        if (agent instanceof Distils distils) {
            return distils;
        }
        throw new MissingAbilityException(
                Distils.class,
                who,
                "a task that learns from the outputs of another network",
                "Take such a task (image-classification and verification are), or a training strategy without distillation");
    }
}
