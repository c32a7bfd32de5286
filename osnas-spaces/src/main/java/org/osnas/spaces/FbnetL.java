package org.osnas.spaces;

import static org.osnas.spaces.block.Blocks.conv;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;

/** {@link FbnetS} with a wider tail. */
public final class FbnetL extends StandardSpaceProvider {

    public FbnetL() {
        super("fbnet-l", "FBNet for small images, tail of 1984: 22 layers x 9 blocks", new Shape(32, 32, 3), 100);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return FbnetS.body(space).tail(conv(1), 1984).build();
    }
}
