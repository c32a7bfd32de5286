package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of NAS-Bench-Macro, whose 6,561 networks were all trained on CIFAR-10 three times and published: a layer is
 * left out (a 1×1 convolution where the shape changes), or has an inverted residual of kernel 3 and expansion 3, or of 5
 * and 6. A key of the published file is an architecture, a digit a layer. Su et al. 2021, "Prioritized architecture
 * sampling with Monto-Carlo tree search", <a href="https://arxiv.org/abs/2103.11922">arXiv 2103.11922</a>,
 * github.com/xiusu/NAS-Bench-Macro.
 */
public final class NasBenchMacro extends StandardSpaceProvider {

    public NasBenchMacro() {
        super("nas-bench-macro", "NAS-Bench-Macro as published: 8 layers x 3 blocks", new Shape(32, 32, 3), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3).withActivation(RELU), 32, 1)
                .choices(skip(), mobile(3, 3).withActivation(RELU), mobile(5, 6).withActivation(RELU))
                .layers(2, 64, 2)
                .layers(3, 128, 2)
                .layers(3, 256, 2)
                .tail(conv(1).withActivation(RELU), 1280)
                .build();
    }
}
