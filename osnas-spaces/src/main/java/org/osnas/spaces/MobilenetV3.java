package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.H_SWISH;
import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.identity;
import static org.osnas.spaces.block.Blocks.mobile;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.MobileBlock;

/**
 * A space around MobileNetV3: kernels 3, 5, 7, expansions 3, 4, 6, and a skip where a layer can be left out. Howard et
 * al. 2019, <a href="https://arxiv.org/abs/1905.02244">MobileNetV3</a>; its stages and choices as in Cai et al. 2020,
 * <a href="https://arxiv.org/abs/1908.09791">Once-for-All</a>. Inputs under 64 pixels keep their size in the first
 * stage.
 */
public final class MobilenetV3 extends StandardSpaceProvider {

    private static final int SMALL = 64;

    /** Squeezed widths are multiples of it, as in the published networks. */
    private static final int SQUEEZE_STEP = 8;

    public MobilenetV3() {
        super(
                "mobilenet-v3",
                "MobileNetV3 style with squeeze-excite and h-swish: 20 layers x up to 10 blocks",
                new Shape(224, 224, 3),
                1000);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        boolean small = Math.min(space.input().height(), space.input().width()) < SMALL;
        return space.stem(conv(3).withActivation(H_SWISH), 16, 2)
                .stem(mobile(3, 1).withActivation(RELU), 16, 1)
                .choices(candidates(RELU, false))
                .layers(4, 24, small ? 1 : 2)
                .choices(candidates(RELU, true))
                .layers(4, 40, 2)
                .choices(candidates(H_SWISH, false))
                .layers(4, 80, 2)
                .choices(candidates(H_SWISH, true))
                .layers(4, 112, 1)
                .layers(4, 160, 2)
                .tail(conv(1).withActivation(H_SWISH), 960)
                .hidden(1280, H_SWISH)
                .build();
    }

    private static List<BlockTemplate> candidates(Activation.Function activation, boolean squeezeExcite) {
        List<BlockTemplate> candidates = new ArrayList<>();
        for (int kernel : new int[] {3, 5, 7}) {
            for (int expansion : new int[] {3, 4, 6}) {
                MobileBlock block = mobile(kernel, expansion).withActivation(activation);
                candidates.add(squeezeExcite ? block.withSqueezeExcite(SQUEEZE_STEP) : block);
            }
        }
        candidates.add(identity());
        return candidates;
    }
}
