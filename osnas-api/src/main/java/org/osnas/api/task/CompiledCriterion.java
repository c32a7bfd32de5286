package org.osnas.api.task;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Criterion} that is ready to run on arrays. Not safe for two threads. */
public interface CompiledCriterion {

    /**
     * The loss of a batch; not finite where the criterion is not.
     *
     * @param outputs of the network
     * @param labels as in {@link Batch#labels()}
     * @throws org.osnas.api.spi.BadInputException if the loss is no scalar, or cannot be differentiated correctly
     */
    double loss(Outputs outputs, INDArray labels);

    /** The loss of a batch and its gradients; arguments and errors as in {@link #loss}. */
    LossAndGradients lossAndGradients(Outputs outputs, INDArray labels);

    /**
     * A loss and where it leads.
     *
     * @param loss not finite where the criterion is not
     * @param gradients of the loss with respect to each output, in its shape; valid until the next call of this criterion
     */
    record LossAndGradients(double loss, Outputs gradients) {}
}
