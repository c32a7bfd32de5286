package org.osnas.tasks.classification;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A criterion, ready to run on arrays. */
interface LossFunction {

    /**
     * @param output of the network, {@code [batch, classes]}
     * @param labels one-hot, {@code [batch, classes]}
     * @param gradientOut receives the gradient with respect to {@code output}
     * @return the loss
     */
    double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut);

    /** The loss alone. */
    double loss(INDArray output, INDArray labels);
}
