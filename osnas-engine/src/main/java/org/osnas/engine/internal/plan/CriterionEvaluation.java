package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A criterion ready to run on arrays of fixed shapes. */
sealed interface CriterionEvaluation permits DirectCrossEntropy, SameDiffCriterion {

    /** As {@link CriterionPlan#lossAndGradient}. */
    double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut);

    /** The loss alone. */
    double loss(INDArray output, INDArray labels);
}
