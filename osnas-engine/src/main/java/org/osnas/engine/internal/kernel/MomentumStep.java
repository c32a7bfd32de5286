package org.osnas.engine.internal.kernel;

/**
 * The numbers of one step of an optimizer whose only memory is a momentum.
 *
 * @param momentum how much of it is kept
 * @param decay added to the gradient, times the weight
 * @param scale factor of the gradient
 */
public record MomentumStep(float rate, float momentum, float decay, float scale) {}
