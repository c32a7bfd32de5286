package org.osnas.cli.readme;

import static org.osnas.api.space.Activation.Function.H_SWISH;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;

public final class MySpace extends StandardSpaceProvider {
    public MySpace() {
        super("my-space", "Mobile blocks for small images", new Shape(32, 32, 3), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(
                        mobile(3, 3),
                        mobile(5, 6),
                        mobile(3, 6).withSqueezeExcite().withActivation(H_SWISH),
                        skip())
                .layers(2, 24, 1)
                .layers(3, 40, 2)
                .layers(3, 80, 2)
                .tail(conv(1), 256)
                .build();
    }
}
