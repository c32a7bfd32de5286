package org.osnas.engine.optim;

import java.util.Locale;
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
 * @param average decay of a moving average of the weights, in [0, 1); 0 for none. Polyak and Juditsky 1992, <a
 *     href="https://doi.org/10.1137/0330046">Acceleration of Stochastic Approximation by Averaging</a>
 */
public record OptimizerConfig(
        double momentum, double weightDecay, double clipNorm, Decayed decayed, Rule rule, double average) {

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

    /** Without an average. */
    public OptimizerConfig(double momentum, double weightDecay, double clipNorm, Decayed decayed, Rule rule) {
        this(momentum, weightDecay, clipNorm, decayed, rule, 0);
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
        Check.that(average >= 0 && average < 1, "decay of the average must be in [0, 1), got %s", average);
    }

    /** The same with a moving average of the weights. */
    public OptimizerConfig averaging(double decay) {
        return new OptimizerConfig(momentum, weightDecay, clipNorm, decayed, rule, decay);
    }

    /** How a gradient moves weights; the formulas are those of PyTorch's optimizers of the same names. */
    public enum Rule {
        /** {@code v = momentum v + g; w -= rate v}. */
        SGD(1, 0),
        /**
         * {@code v = momentum v + g; w -= rate (g + momentum v)}. Sutskever et al. 2013, <a
         * href="https://proceedings.mlr.press/v28/sutskever13.html">On the importance of initialization and momentum</a>.
         */
        NESTEROV(1, 0),
        /**
         * {@code m = momentum m + (1 - momentum) g; v = b v + (1 - b) g²; w -= rate m' / (√v' + ε)} with b 0.999, ε 1e-8, and
         * m' and v' without their bias towards zero. Kingma and Ba 2015, <a
         * href="https://arxiv.org/abs/1412.6980">Adam</a>.
         */
        ADAM(2, 0.999),
        /**
         * {@link #ADAM} whose decay shrinks the weights by {@code rate · decay} and stays out of the gradient. Loshchilov and
         * Hutter 2019, <a href="https://arxiv.org/abs/1711.05101">Decoupled Weight Decay Regularization</a>.
         */
        ADAMW(2, 0.999),
        /**
         * {@code v = b v + (1 - b) g²; m = momentum m + g / (√v + ε); w -= rate m} with b 0.99 and ε 1e-8. Hinton 2012, <a
         * href="https://www.cs.toronto.edu/~hinton/coursera/lecture6/lec6.pdf">lecture 6e</a>.
         */
        RMSPROP(2, 0.99);

        /** Keeps quotients finite where gradients vanish. */
        public static final double EPSILON = 1e-8;

        private final int states;
        private final double squares;

        Rule(int states, double squares) {
            this.states = states;
            this.squares = squares;
        }

        /** Vectors as long as the weights that it remembers. */
        public int states() {
            return states;
        }

        /** How much of the mean of squared gradients a step keeps; 0 for rules without. */
        public double squares() {
            return squares;
        }

        /** As in a configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
