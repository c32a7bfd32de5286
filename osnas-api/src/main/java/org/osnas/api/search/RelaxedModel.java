package org.osnas.api.search;

import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;

/** The trained supernet as a differentiable function of the mixture of its candidate blocks. Not thread-safe. */
public interface RelaxedModel {

    /**
     * Loss of a mixture, and its gradient with respect to the mixture's weights, on the next batch of examples that the
     * weights never learned from. Neither weights nor statistics of the supernet change. The n-th call of a search gets
     * the n-th batch, so that a search resumes by replay.
     *
     * @throws ArithmeticException if the loss or its gradient is not finite
     */
    Relaxation relax(PathChoice.Weighted mixture);

    /** {@link #relax(PathChoice.Weighted)} of weights {@code [layer][candidate]}. */
    default Relaxation relax(double[][] weights) {
        return relax(new PathChoice.Weighted(weights));
    }
}
