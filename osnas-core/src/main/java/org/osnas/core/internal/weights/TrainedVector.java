package org.osnas.core.internal.weights;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.kernel.AdaptiveStep;
import org.osnas.engine.internal.kernel.MomentumStep;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.OptimizerSteps;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** Flat weights, and what their optimizer remembers of the steps that they took part in. */
public final class TrainedVector {

    private final Kernels kernels;
    private final Tensor weights;
    private final List<Weight> parts;
    private List<Tensor> states = List.of();
    private @Nullable Tensor average;
    private long updates;

    /**
     * @param parts what lies one behind the other in the flat weights; those that nothing trains are elsewhere
     */
    public TrainedVector(Kernels kernels, Tensor weights, List<Weight> parts) {
        this.kernels = kernels;
        this.weights = weights;
        this.parts = parts.stream().filter(part -> part.role().trainable()).toList();
    }

    /** The flat weights. */
    public Tensor weights() {
        return weights;
    }

    /** Number of steps. */
    public long updates() {
        return updates;
    }

    /** What the rule remembers, the momentum first; empty before the first step. */
    public List<Tensor> states() {
        return states;
    }

    /** The moving average of the weights; empty if none was taken. */
    public Optional<Tensor> average() {
        return Optional.ofNullable(average);
    }

    /**
     * Goes back to what was saved, but for the values.
     *
     * @param count of vectors that the rule remembers
     * @param averaged whether there is an average
     */
    public void restore(int count, boolean averaged, long steps) {
        updates = steps;
        states = zeros(count);
        average = averaged ? zeros(1).get(0) : null;
    }

    /**
     * Takes the weights of the last step into their moving average, {@code a = decay a + (1 - decay) w} from zero on,
     * over the sum of the shares that it has taken in so far: so it is not drawn to zero (Kingma and Ba 2015, section 3),
     * and the weights of the first step are all of the first average.
     *
     * @param decay in [0, 1)
     */
    private void average(double decay) {
        Tensor mean = average;
        double share = (1 - decay) / (1 - Math.pow(decay, updates));
        if (mean == null) {
            mean = zeros(1).get(0);
            average = mean;
            share = 1;
        }
        kernels.optimizer().average(weights, mean, (float) share);
    }

    /**
     * One step.
     *
     * @param scale factor of the gradient
     */
    public void step(OptimizerConfig config, double rate, Tensor gradient, double scale) {
        moveAll(config, rate, gradient, scale);
        if (config.average() > 0) {
            average(config.average());
        }
    }

    private void moveAll(OptimizerConfig config, double rate, Tensor gradient, double scale) {
        if (states.isEmpty()) {
            states = zeros(config.rule().states());
        }
        updates++;
        int from = 0;
        int end = 0;
        for (int i = 0; i < parts.size(); i++) {
            end += parts.get(i).length();
            boolean decays = config.decayed().includes(parts.get(i).role());
            // Neighbours of one kind take the step together.
            if (i + 1 == parts.size()
                    || decays != config.decayed().includes(parts.get(i + 1).role())) {
                step(config, rate, gradient, scale, from, end - from, decays ? config.weightDecay() : 0);
                from = end;
            }
        }
    }

    private void step(
            OptimizerConfig config, double rate, Tensor gradient, double scale, int from, int length, double decay) {
        OptimizerSteps steps = kernels.optimizer();
        Tensor first = states.get(0);
        switch (config.rule()) {
            case SGD -> steps.sgd(weights, gradient, first, from, length, momentum(config, rate, scale, decay));
            case NESTEROV ->
                steps.nesterov(weights, gradient, first, from, length, momentum(config, rate, scale, decay));
            case ADAM ->
                steps.adam(
                        weights, gradient, first, states.get(1), from, length, adaptive(config, rate, scale, decay, 0));
            case ADAMW ->
                steps.adam(
                        weights,
                        gradient,
                        first,
                        states.get(1),
                        from,
                        length,
                        adaptive(config, rate, scale, 0, rate * decay));
            case RMSPROP ->
                steps.rmsProp(
                        weights, gradient, first, states.get(1), from, length, adaptive(config, rate, scale, decay, 0));
        }
    }

    private static MomentumStep momentum(OptimizerConfig config, double rate, double scale, double decay) {
        return new MomentumStep((float) rate, (float) config.momentum(), (float) decay, (float) scale);
    }

    private AdaptiveStep adaptive(OptimizerConfig config, double rate, double scale, double decay, double shrink) {
        double squares = config.rule().squares();
        // By the steps of these weights alone: those that rest keep their means.
        return new AdaptiveStep(
                (float) rate,
                (float) config.momentum(),
                (float) squares,
                (float) (1 / (1 - Math.pow(config.momentum(), updates))),
                (float) (1 / Math.sqrt(1 - Math.pow(squares, updates))),
                (float) Rule.EPSILON,
                (float) decay,
                (float) (1 - shrink),
                (float) scale);
    }

    private List<Tensor> zeros(int count) {
        return Stream.generate(() -> kernels.wrap(Nd4j.zeros(DataType.FLOAT, weights.length())))
                .limit(count)
                .toList();
    }
}
