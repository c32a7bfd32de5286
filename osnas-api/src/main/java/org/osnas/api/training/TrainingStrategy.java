package org.osnas.api.training;

/**
 * Decides which path choices each supernet training step uses. An implementation is an immutable configuration.
 */
public interface TrainingStrategy {

    /** Prepares a training run. */
    TrainingSchedule start(TrainingContext context);

    /** The passes of every step, as a function of the step's index alone, so that training resumes anywhere. */
    @FunctionalInterface
    interface TrainingSchedule {
        TrainingStep step(long index);
    }
}
