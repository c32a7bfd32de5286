package org.osnas.strategies.training.differentiable;

import java.util.random.RandomGenerator;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;

/** How logits become what the supernet runs. Immutable. */
interface Relaxer {

    /** What the weights are trained on. */
    PathChoice path(ArchitectureLogits logits, double temperature, RandomGenerator random);

    /** What the logits are trained on. */
    Draw draw(ArchitectureLogits logits, double temperature, RandomGenerator random);

    /** One mixture, and the way back from it to the logits. */
    interface Draw {

        PathChoice.Weighted mixture();

        /**
         * Gradient with respect to the logits, {@code [layer][candidate]}.
         *
         * @param mixtureGradient with respect to the weights of the mixture, of the same size
         */
        double[][] logitGradient(double[][] mixtureGradient);

        /** Corrects the logits after an optimizer step, in place. */
        default void settle(ArchitectureLogits before, double[][] after) {}
    }
}
