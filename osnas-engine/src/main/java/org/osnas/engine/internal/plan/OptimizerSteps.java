package org.osnas.engine.internal.plan;

import org.osnas.engine.internal.kernel.AdaptiveStep;
import org.osnas.engine.internal.kernel.MomentumStep;

/**
 * Steps of optimizers on the elements {@code from} to {@code from + length} of flat vectors. What they remember has to be
 * zero before the first step.
 */
public interface OptimizerSteps {

    /**
     * Gradient descent with momentum, in PyTorch's form: {@code g = scale * gradient + decay * w},
     * {@code m = momentum * m + g}, {@code w = w - rate * m}.
     */
    void sgd(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep step);

    /** Nesterov's momentum: as {@link #sgd}, but {@code w = w - rate * (g + momentum * m)}. */
    void nesterov(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep step);

    /** Adam: {@code m} and {@code v} are means of gradients and of their squares. */
    void adam(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep step);

    /** RMSprop: {@code m} is the momentum, {@code v} the mean of squares. */
    void rmsProp(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep step);

    /** A moving average of weights: {@code average = average + share * (w - average)}. */
    void average(Tensor w, Tensor average, float share);
}
