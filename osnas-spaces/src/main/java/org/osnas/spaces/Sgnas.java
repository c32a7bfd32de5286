package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.depthwise;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.zero;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of SGNAS with the widths of {@link Proxylessnas}: in each layer six sub-blocks choose a depthwise kernel or
 * nothing, so that their number is the expansion rate. An architecture has 126 choices, six a layer, interchangeable
 * within it. Huang and Chu 2021, <a href="https://arxiv.org/abs/2103.07289">Searching by Generating</a>.
 */
public final class Sgnas extends StandardSpaceProvider {

    private static final int SUB_BLOCKS = 6;

    public Sgnas() {
        super(
                "sgnas",
                "unified blocks of SGNAS, for small images: 21 layers of 6 sub-blocks x 4 choices",
                new Shape(32, 32, 3),
                100);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 32, 2)
                .stem(mobile(3, 1), 16, 1)
                .choices(depthwise(3), depthwise(5), depthwise(7), zero())
                .unified(4, 24, 1, SUB_BLOCKS)
                .unified(4, 40, 2, SUB_BLOCKS)
                .unified(4, 80, 2, SUB_BLOCKS)
                .unified(4, 96, 1, SUB_BLOCKS)
                .unified(4, 192, 2, SUB_BLOCKS)
                .unified(1, 320, 1, SUB_BLOCKS)
                .tail(conv(1), 1280)
                .build();
    }
}
