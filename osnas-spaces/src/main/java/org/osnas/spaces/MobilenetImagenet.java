package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of FairNAS for ImageNet, in the style of MobileNetV2. Chu et al. 2021,
 * <a href="https://arxiv.org/abs/1907.01845">FairNAS</a>. The paper's
 * parameters agree with ours to the published digit if scales and shifts of batch norms are not counted; we count them.
 */
public final class MobilenetImagenet extends StandardSpaceProvider {

    public MobilenetImagenet() {
        super(
                "mobilenet-imagenet",
                "MobileNetV2 style, the FairNAS space: 19 layers x 6 blocks",
                new Shape(224, 224, 3),
                1000);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 32, 2)
                .stem(mobile(3, 1), 16, 1)
                .choices(mobile(3, 3), mobile(5, 3), mobile(7, 3), mobile(3, 6), mobile(5, 6), mobile(7, 6))
                .layers(2, 32, 2)
                .layers(4, 40, 2)
                .layers(4, 80, 2)
                .layers(4, 96, 1)
                .layers(4, 192, 2)
                .layers(1, 320, 1)
                .tail(conv(1), 1280)
                .build();
    }
}
