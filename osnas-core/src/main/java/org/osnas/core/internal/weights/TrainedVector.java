package org.osnas.core.internal.weights;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.optim.SgdConfig;

/** Flat weights, and what their optimizer remembers of the steps that they took part in. */
public final class TrainedVector {

    private final Kernels kernels;
    private final Tensor weights;
    private Tensor momentum;
    private long updates;

    public TrainedVector(Kernels kernels, Tensor weights) {
        this.kernels = kernels;
        this.weights = weights;
    }

    /** The flat weights. */
    public Tensor weights() {
        return weights;
    }

    /** Number of steps. */
    public long updates() {
        return updates;
    }

    /** Momentum, or null before the first step. */
    public Tensor momentum() {
        return momentum;
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
        kernels.sgdStep(
                weights,
                gradient,
                momentum,
                (float) rate,
                (float) config.momentum(),
                (float) config.weightDecay(),
                (float) scale);
        updates++;
    }

    private Tensor zeros() {
        return kernels.wrap(Nd4j.zeros(DataType.FLOAT, weights.length()));
    }
}
