package org.osnas.core.internal.weights;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.optim.SgdConfig;

/** Flat weights, and what their optimizer remembers of the steps that they took part in. */
public final class TrainedVector {

    private final Kernels kernels;
    private final Tensor weights;
    private final List<Weight> parts;
    private @Nullable Tensor momentum;
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

    /** Momentum; empty before the first step. */
    public Optional<Tensor> momentum() {
        return Optional.ofNullable(momentum);
    }

    public void restore(boolean hasMomentum, long steps) {
        updates = steps;
        momentum = hasMomentum ? zeros() : null;
    }

    /**
     * One step.
     *
     * @param scale factor of the gradient
     */
    public void step(SgdConfig config, double rate, Tensor gradient, double scale) {
        if (momentum == null) {
            momentum = zeros();
        }
        int from = 0;
        int end = 0;
        for (int i = 0; i < parts.size(); i++) {
            end += parts.get(i).length();
            boolean decays = config.decayed().includes(parts.get(i).role());
            // Neighbours of one kind take the step together.
            if (i + 1 == parts.size()
                    || decays != config.decayed().includes(parts.get(i + 1).role())) {
                kernels.sgdStep(
                        weights,
                        gradient,
                        momentum,
                        from,
                        end - from,
                        (float) rate,
                        (float) config.momentum(),
                        decays ? (float) config.weightDecay() : 0f,
                        (float) scale);
                from = end;
            }
        }
        updates++;
    }

    private Tensor zeros() {
        return kernels.wrap(Nd4j.zeros(DataType.FLOAT, weights.length()));
    }
}
