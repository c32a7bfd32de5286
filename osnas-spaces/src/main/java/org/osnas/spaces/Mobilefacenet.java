package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.PRELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.depthwise;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * A space around MobileFaceNet, for an {@link org.osnas.api.space.EmbeddingHead} of 256 values. Chen et al. 2018, <a
 * href="https://arxiv.org/abs/1804.07573">MobileFaceNets</a>; the depthwise 7×7 of its tail is padded and followed by a
 * pool, so that other input sizes work.
 */
public final class Mobilefacenet extends StandardSpaceProvider {

    public Mobilefacenet() {
        super(
                "mobilefacenet",
                "Face embeddings at 112x112 with PReLU: 15 layers x 7 blocks",
                new Shape(112, 112, 3),
                256);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3).withActivation(PRELU), 64, 2)
                .stem(depthwise(3).withActivation(PRELU), 64, 1)
                .choices(
                        mobile(3, 1).withActivation(PRELU),
                        mobile(3, 2).withActivation(PRELU),
                        mobile(3, 4).withActivation(PRELU),
                        mobile(5, 1).withActivation(PRELU),
                        mobile(5, 2).withActivation(PRELU),
                        mobile(5, 4).withActivation(PRELU),
                        skip())
                .layers(5, 64, 2)
                .layers(7, 128, 2)
                .layers(3, 128, 2)
                .tail(conv(1).withActivation(PRELU), 512)
                .tail(depthwise(7).linear(), 512)
                .build();
    }
}
