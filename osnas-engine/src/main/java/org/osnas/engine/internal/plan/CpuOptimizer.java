package org.osnas.engine.internal.plan;

import org.osnas.engine.internal.kernel.AdaptiveStep;
import org.osnas.engine.internal.kernel.MomentumStep;
import org.osnas.engine.internal.kernel.OptimizerKernel;
import org.osnas.engine.internal.kernel.SgdKernel;

/** Steps of optimizers on the memory of the CPU. */
final class CpuOptimizer implements OptimizerSteps {

    static final CpuOptimizer INSTANCE = new CpuOptimizer();

    private CpuOptimizer() {}

    @Override
    public void sgd(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep step) {
        SgdKernel.step(w.buffer(), gradient.buffer(), m.buffer(), from, length, step);
    }

    @Override
    public void nesterov(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep step) {
        OptimizerKernel.nesterov(w.buffer(), gradient.buffer(), m.buffer(), from, length, step);
    }

    @Override
    public void adam(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep step) {
        OptimizerKernel.adam(w.buffer(), gradient.buffer(), m.buffer(), v.buffer(), from, length, step);
    }

    @Override
    public void rmsProp(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep step) {
        OptimizerKernel.rmsProp(w.buffer(), gradient.buffer(), m.buffer(), v.buffer(), from, length, step);
    }

    @Override
    public void average(Tensor w, Tensor average, float share) {
        OptimizerKernel.average(w.buffer(), average.buffer(), w.length(), share);
    }
}
