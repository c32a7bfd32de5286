package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The blocks of {@link NasBenchMacro} for images of about 28×28, in so few and narrow layers that all 81 networks can be
 * trained many times: a layer is left out (a 1×1 convolution where the shape changes), or has an inverted residual of
 * kernel 3 and expansion 3, or of 5 and 6. Each layer counts, so that accuracies spread far more than they differ from
 * one training to the next.
 */
public final class MacroSmall extends StandardSpaceProvider {

    public MacroSmall() {
        super(
                "macro-small",
                "81 small networks of NAS-Bench-Macro's blocks: 4 layers x 3 blocks",
                new Shape(28, 28, 1),
                10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3).withActivation(RELU), 8, 2)
                .choices(skip(), mobile(3, 3).withActivation(RELU), mobile(5, 6).withActivation(RELU))
                .layers(2, 12, 2)
                .layers(2, 24, 2)
                .build();
    }
}
