package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.spi.Check;

/**
 * Inverted residual with ReLU whose first 1×1 convolution stands at expansion 1 too, and whose channels are shuffled
 * between the 1×1 convolutions if these are grouped.
 *
 * <p>Wu et al. 2019, <a href="https://arxiv.org/abs/1812.03443">FBNet</a>.
 *
 * @param groups of both 1×1 convolutions
 */
public record FbnetBlock(int kernel, int expansion, int groups) implements BlockTemplate {

    private static final Optional<Activation.Function> RELU = Optional.of(Activation.Function.RELU);

    public FbnetBlock {
        Check.oddKernel(kernel);
        Check.atLeast("expansion", expansion, 1);
        Check.atLeast("groups", groups, 1);
    }

    @Override
    public String name() {
        return "k" + kernel + "e" + expansion + (groups > 1 ? "g" + groups : "");
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        int middle = Math.multiplyExact(in, expansion);
        int y = Parts.normalised(block, value, new Conv2d(in, middle, 1, 1, groups, false), middle, RELU);
        if (groups > 1) {
            y = block.add(new ChannelShuffle(groups), y);
        }
        y = Parts.normalised(block, y, new DepthwiseConv2d(middle, kernel, stride), middle, RELU);
        y = Parts.normalised(block, y, new Conv2d(middle, out, 1, 1, groups, false), out, Optional.empty());
        return stride == 1 && in == out ? block.add(new Add(), value, y) : y;
    }
}
