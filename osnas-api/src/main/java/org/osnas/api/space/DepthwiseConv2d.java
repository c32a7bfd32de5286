package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** A depthwise convolution (one filter a channel, no bias) with zero padding of {@code kernel / 2}. */
public record DepthwiseConv2d(int channels, int kernel, int stride) implements Layer {

    public DepthwiseConv2d {
        Check.atLeast("channels", channels, 1);
        Check.oddKernel(kernel);
        Check.atLeast("stride", stride, 1);
    }

    @Override
    public String kind() {
        return "depthwise";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, channels).strided(stride, channels);
    }

    @Override
    public List<Weight> weights() {
        return List.of(new Weight("weight", List.of(kernel, kernel, channels, 1), Weight.Role.DEPTHWISE_KERNEL));
    }

    @Override
    public long macs(List<Shape> inputs) {
        return outputShape(inputs).elements() * kernel * kernel;
    }
}
