package org.osnas.api.task;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A network in training, as a training agent sees it: it does not know which path is active. */
public interface Model {

    /**
     * Forward pass in training mode.
     *
     * @param inputs {@code [batch, height, width, channels]}
     * @return the outputs of the network; valid until the next call of this model
     */
    Outputs forward(INDArray inputs);

    /**
     * Adds the gradients of the last forward pass, given the loss's gradients with respect to its outputs.
     *
     * @param gradients under the names of the outputs, in their shapes
     */
    void backward(Outputs gradients);
}
