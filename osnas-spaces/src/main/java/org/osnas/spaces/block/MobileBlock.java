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
 * @param expansion width of the middle as a multiple of the input's
 * @param groups of both 1×1 convolutions
 * @param squeezeExcite reduces to a quarter of the middle's width
 * @param channelShuffle between the groups, behind the expansion convolution
 */
public record MobileBlock(
        int kernel,
        int expansion,
        int groups,
        Activation.Function activation,
        boolean squeezeExcite,
        boolean channelShuffle)
        implements BlockTemplate {

    public MobileBlock {
        Check.oddKernel(kernel);
        Check.atLeast("expansion", expansion, 1);
        Check.atLeast("groups", groups, 1);
    }

    private boolean shuffles() {
        return channelShuffle && groups > 1 && expansion > 1;
    }

    public static MobileBlock of(int kernel, int expansion) {
        return new MobileBlock(kernel, expansion, 1, Activation.Function.RELU6, false, false);
    }

    public MobileBlock withGroups(int count) {
        return new MobileBlock(kernel, expansion, count, activation, squeezeExcite, channelShuffle);
    }

    public MobileBlock withActivation(Activation.Function function) {
        return new MobileBlock(kernel, expansion, groups, function, squeezeExcite, channelShuffle);
    }

    public MobileBlock withSqueezeExcite() {
        return new MobileBlock(kernel, expansion, groups, activation, true, channelShuffle);
    }

    /** Shuffles channels if there are groups and an expansion convolution; otherwise there is nothing to shuffle. */
    public MobileBlock withChannelShuffle() {
        return new MobileBlock(kernel, expansion, groups, activation, squeezeExcite, true);
    }

    @Override
    public String name() {
        return "k" + kernel + "e" + expansion + (groups > 1 ? "g" + groups : "") + (shuffles() ? "_shuffle" : "")
                + (squeezeExcite ? "_se" : "") + Parts.suffix(Optional.of(activation));
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        int middle = Math.multiplyExact(in, expansion);
        int y = value;
        if (expansion > 1) {
            y = Parts.normalised(
                    block, y, new Conv2d(in, middle, 1, 1, groups, false), middle, Optional.of(activation));
        }
        if (shuffles()) {
            y = block.add(new ChannelShuffle(groups), y);
        }
        y = Parts.normalised(block, y, new DepthwiseConv2d(middle, kernel, stride), middle, Optional.of(activation));
        if (squeezeExcite) {
            y = block.add(new SqueezeExcite(middle, Math.max(1, middle / 4)), y);
        }
        y = Parts.normalised(block, y, new Conv2d(middle, out, 1, 1, groups, false), out, Optional.empty());
        return stride == 1 && in == out ? block.add(new Add(), value, y) : y;
    }
}
