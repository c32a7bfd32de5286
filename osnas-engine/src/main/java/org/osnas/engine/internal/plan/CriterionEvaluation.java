package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Outputs;

/** A criterion ready to run on arrays of fixed shapes. */
sealed interface CriterionEvaluation permits DirectCrossEntropy, SameDiffCriterion {

    /**
     * The loss, and its gradients.
     *
     * @param gradients receive the gradient with respect to each output
     */
    double lossAndGradients(Outputs outputs, INDArray labels, Outputs gradients);

    /** The loss alone. */
    double loss(Outputs outputs, INDArray labels);
}
