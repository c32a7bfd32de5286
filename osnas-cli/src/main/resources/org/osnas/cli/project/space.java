package @PACKAGE@;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;

/** Six layers with four candidate blocks each; settings {@code width} and {@code dropout} come with the class. */
public final class @CLASS@ extends StandardSpaceProvider {

    public @CLASS@() {
        super("@NAME@", "6 layers x 4 blocks for small images", new Shape(28, 28, 1), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(mobile(3, 3), mobile(5, 3), mobile(3, 6), skip())
                .layers(2, 16, 1)
                .layers(2, 32, 2)
                .layers(2, 64, 2)
                .tail(conv(1), 128)
                .build();
    }
}
