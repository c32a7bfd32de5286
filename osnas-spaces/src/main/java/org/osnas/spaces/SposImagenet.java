package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.spaces.block.ConvBlock;
import org.osnas.spaces.block.SposBlock;

/**
 * The space of Single Path One-Shot as published for ImageNet, with its batch norms without affine and its classifier
 * without bias. Guo et al. 2020, <a href="https://arxiv.org/abs/1904.00420">Single Path One-Shot</a>.
 */
public final class SposImagenet extends StandardSpaceProvider {

    public SposImagenet() {
        super("spos-imagenet", "Single Path One-Shot as published: 20 layers x 4 blocks", new Shape(224, 224, 3), 1000);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        ConvBlock stem = conv(3).withActivation(RELU).withoutAffine();
        ConvBlock wide = conv(1).withActivation(RELU).withoutAffine();
        return space.stem(stem, 16, 2)
                .choices(
                        new SposBlock(3, false),
                        new SposBlock(5, false),
                        new SposBlock(7, false),
                        new SposBlock(3, true))
                .layers(4, 64, 2)
                .layers(4, 160, 2)
                .layers(8, 320, 2)
                .layers(4, 640, 2)
                .tail(wide, 1024)
                .classifierBias(false)
                .build();
    }
}
