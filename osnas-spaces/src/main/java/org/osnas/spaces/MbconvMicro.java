package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * A space for images of about 28×28 that is small enough to train every one of its 243 architectures. They reach from
 * five narrow blocks (3×3, no expansion) to five wide ones (5×5, expansion 6) at thirteen times the cost.
 */
public final class MbconvMicro extends StandardSpaceProvider {

    public MbconvMicro() {
        super("mbconv-micro", "243 small networks for 28x28 images: 5 layers x 3 blocks", new Shape(28, 28, 1), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(mobile(3, 1), mobile(3, 3), mobile(5, 6))
                .layers(1, 16, 1)
                .layers(1, 24, 2)
                .layers(1, 32, 1)
                .layers(1, 48, 2)
                .layers(1, 64, 1)
                .build();
    }
}
