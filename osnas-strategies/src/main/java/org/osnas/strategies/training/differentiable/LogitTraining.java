package org.osnas.strategies.training.differentiable;

import org.osnas.api.spi.Check;
import org.osnas.api.training.TrainingContext;

/**
 * How the logits are trained.
 *
 * @param warmup during which the logits stay zero
 * @param every training steps of the weights between two of the logits
 * @param learningRate of Adam
 * @param beta1 of Adam
 * @param weightDecay of Adam, in the gradient
 */
record LogitTraining(
        Relaxer relaxer,
        Temperature temperature,
        WarmUp warmup,
        int every,
        double learningRate,
        double beta1,
        double weightDecay) {

    LogitTraining {
        Check.atLeast("logit-every", every, 1);
        Check.positive("logit-learning-rate", learningRate);
    }

    /** Updates of the logits in a training. */
    long updates(TrainingContext context) {
        return (context.steps() - warmup.steps(context) + every - 1) / every;
    }
}
