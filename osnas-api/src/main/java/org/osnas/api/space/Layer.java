package org.osnas.api.space;

import java.util.List;

/**
 * One typed, immutable layer of a network description. It knows shapes, weights and cost, and nothing of
 * tensors: osnas-core renders it to SameDiff.
 *
 * <p>All layers are channels-last: {@code [batch, height, width, channels]}.
 */
public sealed interface Layer
        permits Conv2d,
                DepthwiseConv2d,
                BatchNorm,
                Activation,
                SqueezeExcite,
                ChannelShuffle,
                ChannelPart,
                Concat,
                Pool,
                GlobalAveragePool,
                L2Norm,
                Linear,
                Add,
                Zero,
                Dropout,
                Upsample,
                Predictor,
                Custom {

    /** Short name of the kind, used to name nodes: {@code conv2d}, {@code batch_norm}, … */
    String kind();

    /**
     * Shape of the output for inputs of the given shapes.
     *
     * @throws ShapeException if the layer cannot take them; the message says what it expects and got
     */
    Shape outputShape(List<Shape> inputs);

    /** Weight arrays, in a fixed order; empty for layers without weights. */
    default List<Weight> weights() {
        return List.of();
    }

    /** Multiply-accumulate operations for one image. Normalisation, activation and pooling count as zero. */
    default long macs(List<Shape> inputs) {
        return 0;
    }

    /** The part of {@link #macs} that is done by convolutions (everything but linear layers). */
    default long convMacs(List<Shape> inputs) {
        return macs(inputs);
    }

    /** The only input, or a {@link ShapeException} that says how many there are. */
    static Shape single(String kind, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new ShapeException(kind + " takes one input, gets " + inputs.size());
        }
        return inputs.get(0);
    }

    /** The only input, checked for its number of channels. */
    static Shape single(String kind, List<Shape> inputs, int channels) {
        Shape in = single(kind, inputs);
        if (in.channels() != channels) {
            throw new ShapeException("%s expects %d channels, gets %d".formatted(kind, channels, in.channels()));
        }
        return in;
    }
}
