package org.osnas.api.score;

import java.util.Optional;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;

/**
 * What a run gives to whoever scores its architectures. All of it follows from the seed of the run, and ends with the
 * run's own exception if the run is asked to stop.
 */
public interface ScoringContext {

    SearchSpace space();

    CostModel costs();

    /** Uniform over the architectures within the budget. */
    ArchitectureSampler sampler();

    /** Root seed of all draws of the scorer. */
    long seed();

    /**
     * Scores with the shared weights of the run's supernet on validation examples. Only for a method that
     * {@link ScoringMethod#inherits}.
     *
     * @param metric of the task, such as {@code loss}, by which architectures are ranked; empty for the task's score. What
     *     is called {@code loss} is turned around, so that larger is better
     * @throws org.osnas.api.spi.BadInputException at the first score, if the task has no such metric
     */
    Scorer supernet(Optional<String> metric);

    /** Networks with fresh weights. */
    UntrainedNetworks untrained();

    /** Short trainings from scratch, with the optimizer of the run's retraining. */
    ScratchNetworks fromScratch();
}
