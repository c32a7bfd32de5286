package org.osnas.api.space;

import java.util.List;

/**
 * One weight array of a layer.
 *
 * @param name unique within the layer, then prefixed by the node's name within a block
 * @param shape row-major shape; convolution kernels are {@code [kH, kW, in, out]}, depthwise kernels
 *     {@code [kH, kW, channels, 1]}, linear weights {@code [in, out]}
 * @param role what the array is; decides its initial value and whether it is trained
 */
public record Weight(String name, List<Integer> shape, Role role) {

    /** What a weight array is used for. */
    public enum Role {
        /** Convolution kernel: He-normal. */
        KERNEL(true),
        /** Depthwise convolution kernel: He-normal. */
        DEPTHWISE_KERNEL(true),
        /** Matrix of a linear layer: N(0, 0.01). */
        DENSE(true),
        /** Additive term: zero. */
        BIAS(true),
        /** Kernel of a convolution whose outputs are predictions: N(0, 0.01). */
        PREDICTOR_KERNEL(true),
        /** Additive term of logits of what is rare: -2.19, so that the probability is 0.1. */
        RARE_BIAS(true),
        /** Scale of a normalisation: one. */
        GAMMA(true),
        /** Shift of a normalisation: zero. */
        BETA(true),
        /** A vector a class, {@code [size, classes]}: N(0, 1/size), so that their lengths are about one. */
        CLASS_VECTORS(true),
        /** Slope of PReLU for negative inputs: 0.25. */
        SLOPE(true),
        /** Running mean: zero, not trained. */
        RUNNING_MEAN(false),
        /** Running variance: one, not trained. */
        RUNNING_VARIANCE(false);

        private final boolean trainable;

        Role(boolean trainable) {
            this.trainable = trainable;
        }

        /** Whether an optimizer updates it; only such weights count as parameters. */
        public boolean trainable() {
            return trainable;
        }
    }

    public Weight {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    public Weight prefixed(String prefix) {
        return new Weight(prefix + "." + name, shape, role);
    }
}
