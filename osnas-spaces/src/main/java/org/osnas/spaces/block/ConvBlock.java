package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.spi.Check;

/**
 * Convolution without bias, batch norm, activation.
 *
 * @param groups must divide both widths
 * @param activation empty for a linear block
 */
public record ConvBlock(int kernel, int groups, Optional<Activation.Function> activation) implements BlockTemplate {

    public ConvBlock {
        Check.oddKernel(kernel);
        Check.atLeast("groups", groups, 1);
    }

    public ConvBlock withGroups(int count) {
        return new ConvBlock(kernel, count, activation);
    }

    public ConvBlock withActivation(Activation.Function function) {
        return new ConvBlock(kernel, groups, Optional.of(function));
    }

    /** Without an activation. */
    public ConvBlock linear() {
        return new ConvBlock(kernel, groups, Optional.empty());
    }

    @Override
    public String name() {
        return "conv" + kernel + (groups > 1 ? "g" + groups : "") + Parts.suffix(activation);
    }

    @Override
    public int append(Block.Builder block, int value, int in, int out, int stride) {
        return Parts.normalised(block, value, new Conv2d(in, out, kernel, stride, groups, false), out, activation);
    }
}
