package org.osnas.engine.optim;

import org.osnas.api.spi.Check;

/**
 * Stochastic gradient descent with momentum: {@code g += decay * w; v = momentum * v + g; w -= rate * v}.
 *
 * @param clipNorm largest Euclidean norm of the gradients of a step, over all blocks that took part; infinite for none.
 *     Pascanu et al. 2013, <a href="https://arxiv.org/abs/1211.5063">On the difficulty of training RNNs</a>
 */
public record SgdConfig(double momentum, double weightDecay, double clipNorm) {

    public SgdConfig {
        Check.that(momentum >= 0 && momentum < 1, "momentum must be in [0, 1), got %s", momentum);
        Check.that(weightDecay >= 0, "weight decay must be 0 or more, got %s", weightDecay);
        Check.that(clipNorm > 0, "clip norm must be positive, got %s", clipNorm);
    }
}
