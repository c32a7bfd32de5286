package org.osnas.engine.internal.kernel;

/**
 * The numbers of one step of an optimizer that scales by the mean of squared gradients.
 *
 * @param first how much of the momentum is kept
 * @param second how much of the mean of squares is kept
 * @param firstCorrection factor of the momentum
 * @param secondCorrection factor of the root of the mean of squares
 * @param decay added to the gradient, times the weight
 * @param shrink factor of the weights before the step
 * @param scale factor of the gradient
 */
public record AdaptiveStep(
        float rate,
        float first,
        float second,
        float firstCorrection,
        float secondCorrection,
        float epsilon,
        float decay,
        float shrink,
        float scale) {}
