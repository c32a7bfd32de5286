package org.osnas.strategies.training.differentiable;

import org.osnas.api.spi.Check;

/**
 * How the logits are trained.
 *
 * @param warmup share of the training during which the logits stay zero
 * @param every training steps of the weights between two of the logits
 * @param learningRate of Adam
 * @param beta1 of Adam
 * @param weightDecay of Adam, in the gradient
 */
record LogitTraining(
        Relaxer relaxer,
        Temperature temperature,
        double warmup,
        int every,
        double learningRate,
        double beta1,
        double weightDecay) {

    LogitTraining {
        Check.that(warmup >= 0 && warmup < 1, "warm-up must be from 0 to below 1, got %s", warmup);
        Check.atLeast("logit-every", every, 1);
        Check.positive("logit-learning-rate", learningRate);
    }

    long warmupSteps(long steps) {
        return Math.round(warmup * steps);
    }

    /** Updates of the logits in a training. */
    long updates(long steps) {
        return (steps - warmupSteps(steps) + every - 1) / every;
    }
}
