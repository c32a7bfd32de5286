package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** An element-wise non-linearity over {@code channels} channels; only {@link Function#PRELU} has weights. */
public record Activation(Function function, int channels) implements Layer {

    /** The supported functions. */
    public enum Function {
        /** {@code max(0, x)}. */
        RELU,
        /** {@code min(6, max(0, x))}; Howard et al. 2017, <a href="https://arxiv.org/abs/1704.04861">MobileNets</a>. */
        RELU6,
        /** {@code x} or {@code slope[c] * x}; He et al. 2015, <a href="https://arxiv.org/abs/1502.01852">PReLU</a>. */
        PRELU,
        /** {@code x * relu6(x + 3) / 6}; Howard et al. 2019, <a href="https://arxiv.org/abs/1905.02244">MobileNetV3</a>. */
        H_SWISH,
        /** {@code 1 / (1 + exp(-x))}. */
        SIGMOID
    }

    public Activation {
        Check.atLeast("channels", channels, 1);
    }

    public static Activation relu6(int channels) {
        return new Activation(Function.RELU6, channels);
    }

    @Override
    public String kind() {
        return function.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, channels);
    }

    @Override
    public List<Weight> weights() {
        return function == Function.PRELU
                ? List.of(new Weight("slope", List.of(channels), Weight.Role.SLOPE))
                : List.of();
    }
}
