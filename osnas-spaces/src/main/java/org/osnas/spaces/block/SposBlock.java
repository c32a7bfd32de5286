package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Concat;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.spi.Check;

/**
 * Shuffle unit with the widths of the published supernet: half of the output's width in the middle of the branch; on
 * down-sampling all input channels stay beside it, and the branch makes the rest. ReLU, batch norm without affine.
 *
 * <p>Guo et al. 2020, <a href="https://arxiv.org/abs/1904.00420">Single Path One-Shot</a>. Where neither width nor size
 * changes, it is a {@link ShuffleBlock} or {@link ShuffleXceptionBlock}.
 *
 * @param kernel of the depthwise convolutions
 * @param xception three pairs of a depthwise and a 1×1 convolution instead of 1×1, depthwise, 1×1
 */
public record SposBlock(int kernel, boolean xception) implements BlockTemplate {

    private static final Optional<Activation.Function> RELU = Optional.of(Activation.Function.RELU);
    private static final Optional<Activation.Function> LINEAR = Optional.empty();

    public SposBlock {
        Check.oddKernel(kernel);
    }

    @Override
    public String name() {
        return xception ? "xception" : "shuffle" + kernel;
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Check.that(out % 2 == 0, "a shuffle block needs an even number of channels, got %d", out);
        boolean passes = stride == 1 && in == out;
        Check.that(
                passes || out > in,
                "a shuffle block of this space must widen where it changes the shape, got %d to %d channels",
                in,
                out);
        int beside = passes ? block.add(new ChannelPart(2, 0), value) : beside(block, value, in, stride);
        int start = passes ? block.add(new ChannelPart(2, 1), value) : value;
        int from = passes ? in / 2 : in;
        int main = xception ? xceptionBranch(block, start, from, out, stride) : branch(block, start, from, out, stride);
        return block.then(block.add(new Concat(), beside, main), new ChannelShuffle(2));
    }

    private int beside(BlockBuilder block, int value, int in, int stride) {
        int y = norm(block, value, new DepthwiseConv2d(in, kernel, stride), in, LINEAR);
        return norm(block, y, Conv2d.of(in, in, 1, 1), in, RELU);
    }

    private int branch(BlockBuilder block, int value, int from, int out, int stride) {
        int middle = out / 2;
        int y = norm(block, value, Conv2d.of(from, middle, 1, 1), middle, RELU);
        y = norm(block, y, new DepthwiseConv2d(middle, kernel, stride), middle, LINEAR);
        return norm(block, y, Conv2d.of(middle, out - from, 1, 1), out - from, RELU);
    }

    private int xceptionBranch(BlockBuilder block, int value, int from, int out, int stride) {
        int middle = out / 2;
        int y = norm(block, value, new DepthwiseConv2d(from, kernel, stride), from, LINEAR);
        y = norm(block, y, Conv2d.of(from, middle, 1, 1), middle, RELU);
        y = norm(block, y, new DepthwiseConv2d(middle, kernel, 1), middle, LINEAR);
        y = norm(block, y, Conv2d.of(middle, middle, 1, 1), middle, RELU);
        y = norm(block, y, new DepthwiseConv2d(middle, kernel, 1), middle, LINEAR);
        return norm(block, y, Conv2d.of(middle, out - from, 1, 1), out - from, RELU);
    }

    private static int norm(
            BlockBuilder block, int value, Layer layer, int channels, Optional<Activation.Function> activation) {
        return Parts.standardised(block, value, layer, channels, activation);
    }
}
