package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.SqueezeExcite;
import org.osnas.api.spi.Check;

/**
 * Mobile inverted residual: 1×1 expansion, depthwise convolution, optional squeeze-and-excitation, linear 1×1
 * projection, each convolution with batch norm; plus the input when the stride is 1 and the widths agree. Expansion 1
 * has no expansion convolution.
 *
 * <p>Sandler et al. 2018, <a href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>; squeeze-and-excitation before the
 * projection as in Tan et al. 2019, <a href="https://arxiv.org/abs/1807.11626">MnasNet</a>; groups as in Wu et al. 2019,
 * <a href="https://arxiv.org/abs/1812.03443">FBNet</a>, with its channel shuffle
 * only if asked for.
 *
 * @param expansion width of the middle as a multiple of the input's; 0 if {@code middle} gives it
 * @param middle width of the middle; 0 if {@code expansion} gives it
 * @param groups of both 1×1 convolutions
 * @param squeezeStep 0 for no squeeze-and-excitation; else it reduces to a quarter of the middle's width, rounded to a
 *     multiple of this ({@link Widths}): 1, or 8 as in MobileNetV3
 * @param channelShuffle between the groups, behind the expansion convolution
 */
public record MobileBlock(
        int kernel,
        int expansion,
        int middle,
        int groups,
        Activation.Function activation,
        int squeezeStep,
        boolean channelShuffle)
        implements BlockTemplate {

    public MobileBlock {
        Check.oddKernel(kernel);
        Check.atLeast("expansion", expansion, middle > 0 ? 0 : 1);
        Check.atLeast("middle", middle, 0);
        Check.that(
                expansion > 0 != middle > 0,
                "a mobile block has an expansion or the width of its middle, got %d and %d",
                expansion,
                middle);
        Check.atLeast("groups", groups, 1);
        Check.atLeast("step of the squeeze width", squeezeStep, 0);
    }

    public static MobileBlock of(int kernel, int expansion) {
        return new MobileBlock(kernel, expansion, 0, 1, Activation.Function.RELU6, 0, false);
    }

    /** A block whose middle has a width of its own, as the published MobileNetV3 have. */
    public static MobileBlock ofMiddle(int kernel, int middle) {
        return new MobileBlock(kernel, 0, middle, 1, Activation.Function.RELU6, 0, false);
    }

    public MobileBlock withGroups(int count) {
        return new MobileBlock(kernel, expansion, middle, count, activation, squeezeStep, channelShuffle);
    }

    public MobileBlock withActivation(Activation.Function function) {
        return new MobileBlock(kernel, expansion, middle, groups, function, squeezeStep, channelShuffle);
    }

    /** With squeeze-and-excitation that reduces to a quarter of the middle's width. */
    public MobileBlock withSqueezeExcite() {
        return withSqueezeExcite(1);
    }

    /** With squeeze-and-excitation that reduces to a quarter of the middle's width, rounded to multiples of a step. */
    public MobileBlock withSqueezeExcite(int step) {
        return new MobileBlock(
                kernel, expansion, middle, groups, activation, Check.atLeast("step", step, 1), channelShuffle);
    }

    /** Shuffles channels if there are groups and an expansion convolution; otherwise there is nothing to shuffle. */
    public MobileBlock withChannelShuffle() {
        return new MobileBlock(kernel, expansion, middle, groups, activation, squeezeStep, true);
    }

    private boolean shuffles() {
        return channelShuffle && groups > 1 && expansion != 1;
    }

    @Override
    public String name() {
        return "k" + kernel + (middle > 0 ? "m" + middle : "e" + expansion) + (groups > 1 ? "g" + groups : "")
                + (shuffles() ? "_shuffle" : "") + (squeezeStep > 0 ? "_se" : "")
                + Parts.suffix(Optional.of(activation));
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        int width = middle > 0 ? middle : Math.multiplyExact(in, expansion);
        int y = value;
        if (width != in) {
            y = Parts.normalised(block, y, new Conv2d(in, width, 1, 1, groups, false), width, Optional.of(activation));
        }
        if (shuffles() && width != in) {
            y = block.add(new ChannelShuffle(groups), y);
        }
        y = Parts.normalised(block, y, new DepthwiseConv2d(width, kernel, stride), width, Optional.of(activation));
        if (squeezeStep > 0) {
            y = block.add(new SqueezeExcite(width, squeezed(width)), y);
        }
        y = Parts.normalised(block, y, new Conv2d(width, out, 1, 1, groups, false), out, Optional.empty());
        return stride == 1 && in == out ? block.add(new Add(), value, y) : y;
    }

    private int squeezed(int width) {
        return squeezeStep == 1 ? Math.max(1, width / 4) : Widths.divisible(width / 4.0, squeezeStep);
    }
}
