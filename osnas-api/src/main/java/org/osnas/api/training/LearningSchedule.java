package org.osnas.api.training;

import java.util.Optional;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;

/**
 * A schedule that learns how likely each candidate should be while the weights are trained. Before step {@code i} it is
 * asked for the mixture that it wants to know more of; it is told the loss and the gradient of that mixture on a batch
 * that the weights never learn from; then it is asked for the passes of step {@code i}:
 *
 * <pre>{@code
 * relax(i) → observe(i, …) → step(i) → relax(i + 1) → …
 * }</pre>
 *
 * <p>Its answers depend on the seed, the index, and what it observed before, so that it goes on from {@link #state} as
 * if it had never stopped. Not thread-safe.
 */
public interface LearningSchedule extends TrainingSchedule {

    /**
     * The mixture to run before step {@code index}; asked again it is the same.
     *
     * @return empty if nothing is to be learned at this step, for example while the weights warm up
     */
    Optional<PathChoice.Weighted> relax(long index);

    /** Tells what the mixture of {@link #relax} gave. No weight of a block was changed. */
    void observe(long index, Relaxation outcome);

    /** The logits as they are now. */
    ArchitectureLogits logits();

    /** Everything that it learned, finite, for the checkpoint; a copy. */
    double[] state();

    /**
     * Takes up the state that a schedule of the same strategy and context had.
     *
     * @throws org.osnas.api.spi.BadInputException if it belongs to something else
     */
    void restore(double[] state);
}
