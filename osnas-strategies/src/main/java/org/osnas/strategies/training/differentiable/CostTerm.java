package org.osnas.strategies.training.differentiable;

import org.osnas.api.training.ArchitectureLogits;

/** What the hardware adds to the gradient of the logits; may learn as it goes. Not thread-safe. */
interface CostTerm {

    /**
     * Gradient of the whole with respect to the logits, {@code [layer][candidate]}.
     *
     * @param task loss of the task on the mixture
     * @param taskGradient its gradient with respect to the logits
     */
    double[][] gradient(double task, double[][] taskGradient, ArchitectureLogits logits);

    /** Writes what it learned. */
    void write(StateArray state);

    /** Reads what {@link #write} wrote. */
    void read(StateArray state);

    /** Whether the logits may go from what they are to these; asked after the step that {@link #gradient} led to. */
    default boolean accepts(ArchitectureLogits before, ArchitectureLogits after) {
        return true;
    }
}
