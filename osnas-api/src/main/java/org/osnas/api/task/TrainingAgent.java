package org.osnas.api.task;

/**
 * What one task does in a training step and in an evaluation. Knows nothing of architecture search. Optional abilities
 * are {@link Distils} and {@link MeanScoring}.
 */
public interface TrainingAgent {

    /**
     * Forward, criterion, backward on one batch. Does not update weights.
     *
     * @return the loss
     */
    double step(Model model, Batch batch);

    /** A new, empty evaluation. */
    Evaluation evaluation();
}
