package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.engine.internal.kernel.AdaptiveStep;
import org.osnas.engine.internal.kernel.MomentumStep;

/** Steps of optimizers by ND4J's operations. */
final class Nd4jOptimizer implements OptimizerSteps {

    static final Nd4jOptimizer INSTANCE = new Nd4jOptimizer();

    private Nd4jOptimizer() {}

    @Override
    public void sgd(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep s) {
        INDArrayIndex part = NDArrayIndex.interval(from, from + length);
        INDArray weights = Nd4jKernels.flat(w).get(part);
        INDArray velocity = Nd4jKernels.flat(m).get(part);
        try (INDArray g = decayed(gradient, part, weights, s.scale(), s.decay())) {
            velocity.muli(s.momentum()).addi(g);
            weights.subi(velocity.mul(s.rate(), g));
        }
    }

    @Override
    public void nesterov(Tensor w, Tensor gradient, Tensor m, int from, int length, MomentumStep s) {
        INDArrayIndex part = NDArrayIndex.interval(from, from + length);
        INDArray weights = Nd4jKernels.flat(w).get(part);
        INDArray velocity = Nd4jKernels.flat(m).get(part);
        try (INDArray g = decayed(gradient, part, weights, s.scale(), s.decay())) {
            velocity.muli(s.momentum()).addi(g);
            try (INDArray ahead = velocity.mul(s.momentum()).addi(g)) {
                weights.subi(ahead.muli(s.rate()));
            }
        }
    }

    @Override
    public void adam(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep s) {
        INDArrayIndex part = NDArrayIndex.interval(from, from + length);
        INDArray weights = Nd4jKernels.flat(w).get(part);
        INDArray first = Nd4jKernels.flat(m).get(part);
        INDArray second = Nd4jKernels.flat(v).get(part);
        try (INDArray g = decayed(gradient, part, weights, s.scale(), s.decay());
                INDArray squares = g.mul(g)) {
            first.muli(s.first()).addi(g.muli(1 - s.first()));
            second.muli(s.second()).addi(squares.muli(1 - s.second()));
            try (INDArray root = Transforms.sqrt(second, true)) {
                root.muli(s.secondCorrection()).addi(s.epsilon());
                try (INDArray move = first.div(root)) {
                    weights.muli(s.shrink()).subi(move.muli(s.rate() * s.firstCorrection()));
                }
            }
        }
    }

    @Override
    public void rmsProp(Tensor w, Tensor gradient, Tensor m, Tensor v, int from, int length, AdaptiveStep s) {
        INDArrayIndex part = NDArrayIndex.interval(from, from + length);
        INDArray weights = Nd4jKernels.flat(w).get(part);
        INDArray first = Nd4jKernels.flat(m).get(part);
        INDArray second = Nd4jKernels.flat(v).get(part);
        try (INDArray g = decayed(gradient, part, weights, s.scale(), s.decay());
                INDArray squares = g.mul(g)) {
            second.muli(s.second()).addi(squares.muli(1 - s.second()));
            try (INDArray root = Transforms.sqrt(second, true)) {
                first.muli(s.first()).addi(g.divi(root.addi(s.epsilon())));
                try (INDArray move = first.mul(s.rate())) {
                    weights.subi(move);
                }
            }
        }
    }

    @Override
    public void average(Tensor w, Tensor average, float share) {
        INDArray mean = Nd4jKernels.flat(average);
        try (INDArray way = Nd4jKernels.flat(w).sub(mean)) {
            mean.addi(way.muli(share));
        }
    }

    /** {@code scale * gradient + decay * w}. */
    private static INDArray decayed(Tensor gradient, INDArrayIndex part, INDArray weights, float scale, float decay) {
        INDArray g = Nd4jKernels.flat(gradient).get(part).mul(scale);
        try (INDArray shrinking = weights.mul(decay)) {
            return g.addi(shrinking);
        }
    }
}
