package org.osnas.api.task;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A network in training, as a training agent sees it: it does not know which path is active. */
public interface Model {

    /**
     * Forward pass in training mode.
     *
     * @param features {@code [batch, height, width, channels]}
     * @return output, {@code [batch, classes]}; valid until the next call of this model
     */
    INDArray forward(INDArray features);

    /** Adds the gradients of the last forward pass, given the loss's gradient with respect to its output. */
    void backward(INDArray outputGradient);
}
