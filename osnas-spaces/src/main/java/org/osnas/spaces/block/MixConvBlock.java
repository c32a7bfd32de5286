package org.osnas.spaces.block;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.Concat;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.spi.Check;

/**
 * Mobile inverted residual whose depthwise convolution has another kernel for each of several equal groups of channels.
 *
 * <p>Tan and Le 2019, <a href="https://arxiv.org/abs/1907.09595">MixConv</a>.
 *
 * @param kernels at least two; their number divides the expanded width
 */
public record MixConvBlock(List<Integer> kernels, int expansion) implements BlockTemplate {

    public MixConvBlock {
        kernels = List.copyOf(kernels);
        Check.that(kernels.size() >= 2, "mixconv needs at least two kernels, got %s", kernels);
        kernels.forEach(Check::oddKernel);
        Check.atLeast("expansion", expansion, 1);
    }

    @Override
    public String name() {
        return "mix" + kernels.stream().map(String::valueOf).collect(Collectors.joining("_")) + "e" + expansion;
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        int middle = Math.multiplyExact(in, expansion);
        int parts = kernels.size();
        Check.that(middle % parts == 0, "mixconv of %d kernels needs a width divisible by that, got %d", parts, middle);
        int y = expansion == 1
                ? value
                : Parts.normalised(block, value, Conv2d.of(in, middle, 1, 1), middle, ShuffleBlock.RELU6);
        int[] mixed = new int[parts];
        for (int i = 0; i < parts; i++) {
            mixed[i] = block.then(
                    y, new ChannelPart(parts, i), new DepthwiseConv2d(middle / parts, kernels.get(i), stride));
        }
        y = block.then(block.add(new Concat(), mixed), BatchNorm.of(middle), Activation.relu6(middle));
        y = Parts.normalised(block, y, Conv2d.of(middle, out, 1, 1), out, Optional.empty());
        return stride == 1 && in == out ? block.add(new Add(), value, y) : y;
    }
}
