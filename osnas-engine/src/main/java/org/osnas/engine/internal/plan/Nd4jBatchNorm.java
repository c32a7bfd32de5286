package org.osnas.engine.internal.plan;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.engine.internal.kernel.FusedActivation;

/** Batch normalisation by ND4J's operations; what is computed stands at {@link Kernels}. */
final class Nd4jBatchNorm {

    private Nd4jBatchNorm() {}

    static void statistics(Tensor x, float[] mean, float[] variance) {
        try (INDArray means = Nd4jKernels.rows(x).mean(0);
                INDArray centred = Nd4jKernels.rows(x).subRowVector(means);
                INDArray squares = centred.mul(centred);
                INDArray variances = squares.mean(0)) {
            Tensor.copy(means, mean);
            Tensor.copy(variances, variance);
        }
    }

    static void forward(Tensor x, float[] scale, float[] shift, FusedActivation act, Tensor y) {
        try (INDArray scales = Nd4jKernels.row(scale);
                INDArray shifts = Nd4jKernels.row(shift)) {
            y.array().assign(x.array());
            Nd4jKernels.rows(y).muliRowVector(scales).addiRowVector(shifts);
        }
        nonlinearity(act).ifPresent(function -> Nd4jNonlinearity.apply(function, y.array(), y.array()));
    }

    static void backward(
            Tensor x,
            Tensor gy,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            FusedActivation act,
            Tensor gx,
            float[] dGamma,
            float[] dBeta) {
        try (INDArray means = Nd4jKernels.row(mean);
                INDArray inverse = Nd4jKernels.row(invStd);
                INDArray gammas = Nd4jKernels.row(gamma);
                INDArray betas = Nd4jKernels.row(beta);
                INDArray hat = Nd4jKernels.rows(x).subRowVector(means).muliRowVector(inverse);
                INDArray g = Nd4jKernels.rows(gy).dup('c')) {
            nonlinearity(act).ifPresent(function -> {
                try (INDArray z = hat.mulRowVector(gammas).addiRowVector(betas);
                        INDArray slope = Nd4jNonlinearity.slope(function, z)) {
                    g.muli(slope);
                }
            });
            try (INDArray products = g.mul(hat);
                    INDArray scales = products.sum(0);
                    INDArray shifts = g.sum(0)) {
                Tensor.copy(scales, dGamma);
                Tensor.copy(shifts, dBeta);
                g.subiRowVector(shifts.divi(x.rows()));
                g.subi(hat.muliRowVector(scales.divi(x.rows())));
                Nd4jKernels.rows(gx).assign(g.muliRowVector(gammas.muli(inverse)));
            }
        }
    }

    private static Optional<Nonlinearity> nonlinearity(FusedActivation act) {
        return switch (act) {
            case NONE -> Optional.empty();
            case RELU -> Optional.of(Nonlinearity.RELU);
            case RELU6 -> Optional.of(Nonlinearity.RELU6);
            case H_SWISH -> Optional.of(Nonlinearity.H_SWISH);
        };
    }
}
