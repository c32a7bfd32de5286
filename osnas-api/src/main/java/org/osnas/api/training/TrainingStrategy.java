package org.osnas.api.training;

import java.util.Set;
import org.osnas.api.spi.Capability;

/**
 * Decides which path choices each supernet training step uses. An implementation is an immutable configuration.
 */
public interface TrainingStrategy {

    /**
     * Prepares a training run. Called once more before anything trains, so that what cannot work is refused early.
     *
     * @throws org.osnas.api.spi.BadInputException if it cannot train with these costs, this budget or this length
     */
    TrainingSchedule start(TrainingContext context);

    /**
     * Whether its steps have passes that learn from the outputs of others ({@link TrainingStep#distils}), so that the
     * training agent of the task must be one that {@link org.osnas.api.task.Distils}.
     */
    default boolean distils() {
        return false;
    }

    /**
     * What it gives: {@link Capability#TRAINED_LOGITS} exactly if {@link #start} gives a {@link LearningSchedule}.
     */
    default Set<Capability> provides() {
        return Set.of();
    }

    /**
     * Whether its schedule depends on {@link TrainingContext#budget} or on {@link TrainingContext#costs} beyond what the
     * description of the space gives. A supernet that was trained by a strategy that does not serves every budget and
     * every table.
     */
    default boolean readsBudget() {
        return true;
    }

    /**
     * The passes of every step, as a function of the step's index alone, so that training resumes anywhere. Only a
     * {@link LearningSchedule} has a state.
     */
    @FunctionalInterface
    interface TrainingSchedule {
        TrainingStep step(long index);
    }
}
