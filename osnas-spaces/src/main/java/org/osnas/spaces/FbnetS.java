package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of FBNet for small images: 22 choice layers of 9 candidates. Wu et al. 2019,
 * <a href="https://arxiv.org/abs/1812.03443">FBNet</a>, with the strides of a 32×32 input, ReLU6 and no channel
 * shuffle.
 */
public final class FbnetS extends StandardSpaceProvider {

    public FbnetS() {
        super("fbnet-s", "FBNet for small images, tail of 1504: 22 layers x 9 blocks", new Shape(32, 32, 3), 100);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return body(space).tail(conv(1), 1504).build();
    }

    /** Stem and choice layers, which {@link FbnetL} shares. */
    static SpaceBuilder body(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(
                        mobile(3, 1),
                        mobile(3, 1).withGroups(2),
                        mobile(3, 3),
                        mobile(3, 6),
                        mobile(5, 1),
                        mobile(5, 1).withGroups(2),
                        mobile(5, 3),
                        mobile(5, 6),
                        skip())
                .layers(1, 16, 1)
                .layers(4, 24, 1)
                .layers(4, 32, 2)
                .layers(4, 64, 2)
                .layers(4, 112, 1)
                .layers(4, 184, 2)
                .layers(1, 352, 1);
    }
}
