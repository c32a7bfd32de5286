package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.shuffle;
import static org.osnas.spaces.block.Blocks.shuffleXception;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of Single Path One-Shot, in the style of ShuffleNetV2, with the strides of a 32×32 input and ReLU6. Guo et
 * al. 2020, <a href="https://arxiv.org/abs/1904.00420">Single Path One-Shot</a>.
 */
public final class Spos extends StandardSpaceProvider {

    public Spos() {
        super("spos", "ShuffleNetV2 style, for small images: 20 layers x 4 blocks", new Shape(32, 32, 3), 100);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(shuffle(3), shuffle(5), shuffle(7), shuffleXception())
                .layers(4, 64, 1)
                .layers(4, 160, 2)
                .layers(8, 320, 2)
                .layers(4, 640, 2)
                .tail(conv(1), 1024)
                .build();
    }
}
