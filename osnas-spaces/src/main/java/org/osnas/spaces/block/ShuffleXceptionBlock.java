package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;

/**
 * A {@link ShuffleBlock} whose branch is three pairs of a depthwise 3×3 and a 1×1 convolution, as in Xception.
 *
 * <p>Guo et al. 2020, <a href="https://arxiv.org/abs/1904.00420">Single Path One-Shot</a>.
 */
public record ShuffleXceptionBlock() implements BlockTemplate {

    private static final int KERNEL = 3;
    private static final int PAIRS = 3;

    @Override
    public String name() {
        return "xception";
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        return Parts.shuffled(block, value, in, out, stride, KERNEL, (b, v, from, to) -> {
            int y = v;
            for (int pair = 0; pair < PAIRS; pair++) {
                int width = pair == 0 ? from : to;
                DepthwiseConv2d depthwise = new DepthwiseConv2d(width, KERNEL, pair == 0 ? stride : 1);
                y = Parts.normalised(b, y, depthwise, width, Optional.empty());
                y = Parts.normalised(b, y, Conv2d.of(width, to, 1, 1), to, ShuffleBlock.RELU6);
            }
            return y;
        });
    }
}
