package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of ProxylessNAS, in the style of MobileNetV2, with the strides of a 32×32 input and ReLU6. Cai et al. 2019,
 * <a href="https://arxiv.org/abs/1812.00332">ProxylessNAS</a>.
 */
public final class Proxylessnas extends StandardSpaceProvider {

    public Proxylessnas() {
        super("proxylessnas", "MobileNetV2 style, for small images: 21 layers x 7 blocks", new Shape(32, 32, 3), 100);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 32, 2)
                .stem(mobile(3, 1), 16, 1)
                .choices(mobile(3, 3), mobile(3, 6), mobile(5, 3), mobile(5, 6), mobile(7, 3), mobile(7, 6), skip())
                .layers(4, 24, 1)
                .layers(4, 40, 2)
                .layers(4, 80, 2)
                .layers(4, 96, 1)
                .layers(4, 192, 2)
                .layers(1, 320, 1)
                .tail(conv(1), 1280)
                .build();
    }
}
