package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.spi.Check;

/**
 * The unit of ShuffleNetV2: half of the channels pass, the other half go through 1×1, depthwise, 1×1; then the channels
 * are shuffled. Where stride or width change, both halves are made from all channels.
 *
 * <p>Ma et al. 2018, <a href="https://arxiv.org/abs/1807.11164">ShuffleNetV2</a>; with larger kernels in Guo et al.
 * 2020, <a href="https://arxiv.org/abs/1904.00420">Single Path One-Shot</a>. ReLU6 stands for ReLU.
 */
public record ShuffleBlock(int kernel) implements BlockTemplate {

    static final Optional<Activation.Function> RELU6 = Optional.of(Activation.Function.RELU6);

    public ShuffleBlock {
        Check.oddKernel(kernel);
    }

    @Override
    public String name() {
        return "shuffle" + kernel;
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        return Parts.shuffled(block, value, in, out, stride, kernel, (b, v, from, to) -> {
            int y = Parts.normalised(b, v, Conv2d.of(from, to, 1, 1), to, RELU6);
            y = Parts.normalised(b, y, new DepthwiseConv2d(to, kernel, stride), to, Optional.empty());
            return Parts.normalised(b, y, Conv2d.of(to, to, 1, 1), to, RELU6);
        });
    }
}
