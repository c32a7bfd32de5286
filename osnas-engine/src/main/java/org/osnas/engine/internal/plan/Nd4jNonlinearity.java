package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Activations and their slopes by ND4J's operations. */
final class Nd4jNonlinearity {

    private Nd4jNonlinearity() {}

    /** {@code y = f(x)}; both may be the same array. */
    static void apply(Nonlinearity function, INDArray x, INDArray y) {
        if (function == Nonlinearity.H_SWISH) {
            try (INDArray gate = Transforms.relu6(x.add(3), false)) {
                x.mul(gate, y).divi(6);
            }
            return;
        }
        y.assign(x);
        switch (function) {
            case RELU -> Transforms.relu(y, false);
            case RELU6 -> Transforms.relu6(y, false);
            default -> Transforms.sigmoid(y, false);
        }
    }

    /** {@code f'(x)}, an array of the caller's. */
    static INDArray slope(Nonlinearity function, INDArray x) {
        return switch (function) {
            case RELU -> positive(x);
            case RELU6 -> between(x, 6);
            case SIGMOID -> sigmoidSlope(x);
            case H_SWISH -> hSwishSlope(x);
        };
    }

    /** One where {@code x > 0}, zero elsewhere; an array of the caller's. */
    static INDArray positive(INDArray x) {
        return between(x, Double.POSITIVE_INFINITY);
    }

    private static INDArray sigmoidSlope(INDArray x) {
        try (INDArray y = Transforms.sigmoid(x, true)) {
            return y.rsub(1).muli(y);
        }
    }

    /** {@code (relu6(x + 3) + x * relu6'(x + 3)) / 6}. */
    private static INDArray hSwishSlope(INDArray x) {
        INDArray gate = x.add(3);
        try (INDArray inner = between(gate, 6)) {
            return Transforms.relu6(gate, false).addi(inner.muli(x)).divi(6);
        }
    }

    /** One where {@code 0 < z < high}, zero elsewhere. */
    private static INDArray between(INDArray z, double high) {
        try (INDArray positive = z.gt(0);
                INDArray below = z.lt(high);
                INDArray factor = below.castTo(DataType.FLOAT)) {
            return positive.castTo(DataType.FLOAT).muli(factor);
        }
    }
}
