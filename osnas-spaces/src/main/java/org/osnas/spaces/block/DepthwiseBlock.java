package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.spi.Check;

/**
 * Depthwise convolution, batch norm, activation; keeps the number of channels.
 *
 * @param activation empty for a linear block
 */
public record DepthwiseBlock(int kernel, Optional<Activation.Function> activation) implements BlockTemplate {

    public DepthwiseBlock {
        Check.oddKernel(kernel);
    }

    public DepthwiseBlock withActivation(Activation.Function function) {
        return new DepthwiseBlock(kernel, Optional.of(function));
    }

    /** Without an activation. */
    public DepthwiseBlock linear() {
        return new DepthwiseBlock(kernel, Optional.empty());
    }

    @Override
    public String name() {
        return "dw" + kernel + Parts.suffix(activation);
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Parts.requireSameWidth("a depthwise block", in, out);
        return Parts.normalised(block, value, new DepthwiseConv2d(in, kernel, stride), in, activation);
    }
}
