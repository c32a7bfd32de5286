package org.osnas.engine.optim;

import java.util.Objects;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Check;

/**
 * An optimizer: what moves weights, how they decay ({@code g += decay * w}, but for {@link Rule#ADAMW}), and clipping.
 *
 * @param momentum in [0, 1)
 * @param decayed which weights decay
 * @param clipNorm largest Euclidean norm of the gradients of a step, over all blocks that took part, as a mean over its
 *     passes; infinite for none.
 *     Pascanu et al. 2013, <a href="https://arxiv.org/abs/1211.5063">On the difficulty of training RNNs</a>
 */
public record OptimizerConfig(double momentum, double weightDecay, double clipNorm, Decayed decayed, Rule rule) {

    /** Which weights decay. */
    public enum Decayed {
        /** All that are trained, as in PyTorch unless one says otherwise. */
        ALL,
        /**
         * Kernels and matrices; not scales and shifts of normalisations, biases and slopes, which have no scale to
         * lose and whose shrinking changes what the network computes. He et al. 2019, <a
         * href="https://arxiv.org/abs/1812.01187">Bag of tricks</a>, section 3.1; so in the code of ProxylessNAS, SPOS
         * and AlphaNet.
         */
        KERNELS;

        /** Whether a weight of this role decays. */
        public boolean includes(Weight.Role role) {
            return role.trainable()
                    && switch (role) {
                        case BIAS, RARE_BIAS, GAMMA, BETA, SLOPE -> this == ALL;
                        default -> true;
                    };
        }
    }

    /** Stochastic gradient descent. */
    public OptimizerConfig(double momentum, double weightDecay, double clipNorm, Decayed decayed) {
        this(momentum, weightDecay, clipNorm, decayed, Rule.SGD);
    }

    /** Stochastic gradient descent; all weights decay. */
    public OptimizerConfig(double momentum, double weightDecay, double clipNorm) {
        this(momentum, weightDecay, clipNorm, Decayed.ALL);
    }

    public OptimizerConfig {
        Check.that(momentum >= 0 && momentum < 1, "momentum must be in [0, 1), got %s", momentum);
        Check.that(weightDecay >= 0, "weight decay must be 0 or more, got %s", weightDecay);
        Objects.requireNonNull(decayed, "decayed");
        Objects.requireNonNull(rule, "rule");
        Check.that(clipNorm > 0, "clip norm must be positive, got %s", clipNorm);
    }
}
