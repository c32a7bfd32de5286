package org.osnas.spaces;

import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.fbnet;
import static org.osnas.spaces.block.Blocks.identity;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/**
 * The space of FBNet as published for ImageNet: skip stands only where a layer can be left out, and the tail is
 * that of FBNet-B and FBNet-C. Wu et al. 2019, <a href="https://arxiv.org/abs/1812.03443">FBNet</a>.
 */
public final class FbnetImagenet extends StandardSpaceProvider {

    public FbnetImagenet() {
        super("fbnet-imagenet", "FBNet as published: 22 layers x up to 9 blocks", new Shape(224, 224, 3), 1000);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3).withActivation(RELU), 16, 2)
                .choices(
                        fbnet(3, 1, 1),
                        fbnet(3, 1, 2),
                        fbnet(3, 3, 1),
                        fbnet(3, 6, 1),
                        fbnet(5, 1, 1),
                        fbnet(5, 1, 2),
                        fbnet(5, 3, 1),
                        fbnet(5, 6, 1),
                        identity())
                .layers(1, 16, 1)
                .layers(4, 24, 2)
                .layers(4, 32, 2)
                .layers(4, 64, 2)
                .layers(4, 112, 1)
                .layers(4, 184, 2)
                .layers(1, 352, 1)
                .tail(conv(1).withActivation(RELU), 1984)
                .build();
    }
}
