package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.spi.Check;

/**
 * Convolution without bias, batch norm, activation.
 *
 * @param groups must divide both widths
 * @param activation empty for a linear block
 * @param affine whether the batch norm has a trained scale and shift
 */
public record ConvBlock(int kernel, int groups, Optional<Activation.Function> activation, boolean affine)
        implements BlockTemplate {

    public ConvBlock {
        Check.oddKernel(kernel);
        Check.atLeast("groups", groups, 1);
    }

    public ConvBlock withGroups(int count) {
        return new ConvBlock(kernel, count, activation, affine);
    }

    public ConvBlock withActivation(Activation.Function function) {
        return new ConvBlock(kernel, groups, Optional.of(function), affine);
    }

    /** Without an activation. */
    public ConvBlock linear() {
        return new ConvBlock(kernel, groups, Optional.empty(), affine);
    }

    /** Without a trained scale and shift in the batch norm. */
    public ConvBlock withoutAffine() {
        return new ConvBlock(kernel, groups, activation, false);
    }

    @Override
    public String name() {
        return "conv" + kernel + (groups > 1 ? "g" + groups : "") + Parts.suffix(activation);
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Conv2d convolution = new Conv2d(in, out, kernel, stride, groups, false);
        return affine
                ? Parts.normalised(block, value, convolution, out, activation)
                : Parts.standardised(block, value, convolution, out, activation);
    }
}
