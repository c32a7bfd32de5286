package org.osnas.core.agent;

import java.util.Locale;
import java.util.Optional;
import org.osnas.api.spi.Check;
import org.osnas.engine.internal.optim.Schedule;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Decayed;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/**
 * An optimizer, and how its learning rate changes.
 *
 * @param learningRate after the warm-up
 * @param weightDecay added to the gradient, times the weight
 * @param decayed which weights decay
 * @param clipNorm largest Euclidean norm of all gradients of a step, as a mean over its passes; infinite for no clipping
 * @param stepSize training steps between two drops of the schedule {@link RateSchedule#STEP}; 0 for a third of the
 *     training
 * @param gamma factor of such a drop
 * @param warmupSteps steps in which the learning rate rises to its full value; if absent a tenth of the training, at
 *     most 100, or none for {@link RateSchedule#ONE_CYCLE}, which has its own
 * @param rule how gradients move weights
 * @param power of the schedule {@link RateSchedule#POLYNOMIAL}
 */
public record OptimizerSettings(
        double learningRate,
        double momentum,
        double weightDecay,
        Decayed decayed,
        double clipNorm,
        RateSchedule schedule,
        int stepSize,
        double gamma,
        Optional<Integer> warmupSteps,
        Rule rule,
        double power) {

    /** For shared weights. */
    public static final OptimizerSettings SUPERNET = of(0.05, 4e-5);

    /** For training one architecture from scratch. */
    public static final OptimizerSettings RETRAINING = of(0.1, 1e-4);

    /** For training one architecture on from the weights that it inherits. */
    public static final OptimizerSettings FINETUNING = of(0.1, 1e-4);

    public OptimizerSettings {
        Check.positive("learning rate", learningRate);
        Check.atLeast("step size", stepSize, 0);
        Check.between("gamma", gamma, 0, 1);
        Check.positive("power", power);
        warmupSteps.ifPresent(steps -> Check.atLeast("warm-up steps", steps, 0));
    }

    /** With a cosine schedule, momentum 0.9, decay of kernels alone, and clipping at a norm of 5. */
    public static OptimizerSettings of(double learningRate, double weightDecay) {
        return new OptimizerSettings(
                learningRate,
                0.9,
                weightDecay,
                Decayed.KERNELS,
                5,
                RateSchedule.COSINE,
                0,
                0.1,
                Optional.empty(),
                Rule.SGD,
                0.9);
    }

    /** Warm-up of a training of {@code steps} steps. */
    public long warmup(long steps) {
        long byDefault = schedule == RateSchedule.ONE_CYCLE ? 0 : Math.min(100, steps / 10);
        return warmupSteps.map(Integer::longValue).orElse(byDefault);
    }

    /** Steps between two drops in a training of {@code steps} steps. */
    public long drop(long steps) {
        return stepSize > 0 ? stepSize : Math.max(1, steps / 3);
    }

    OptimizerConfig sgd() {
        return new OptimizerConfig(momentum, weightDecay, clipNorm, decayed, rule);
    }

    /** The learning rate of a step, from 0, of a training of {@code steps} steps. */
    public double rate(long step, long steps) {
        return rates(steps).rate(step);
    }

    /** The learning rates of a training of {@code steps} steps. */
    Schedule rates(long steps) {
        Schedule rates =
                switch (schedule) {
                    case CONSTANT -> Schedule.constant(learningRate);
                    case STEP -> Schedule.step(learningRate, drop(steps), gamma);
                    case POLYNOMIAL -> Schedule.polynomial(learningRate, steps, power);
                    case ONE_CYCLE -> Schedule.oneCycle(learningRate, steps);
                    case COSINE -> Schedule.cosine(learningRate, steps);
                };
        return rates.warmup(warmup(steps));
    }

    /** How a learning rate changes after its warm-up. */
    public enum RateSchedule {
        /** It does not. */
        CONSTANT,
        /** Half a cosine down to zero. */
        COSINE,
        /** It drops every so many steps. */
        STEP,
        /** A power of what is left of the training, down to zero. */
        POLYNOMIAL,
        /** Up in the first three tenths of the training, then far down. */
        ONE_CYCLE;

        /** As in a configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
