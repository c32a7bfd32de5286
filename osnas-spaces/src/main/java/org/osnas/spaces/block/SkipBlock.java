package org.osnas.spaces.block;

import java.util.Optional;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Pool;

/**
 * A layer left out, which lets a search choose the depth: the identity; an average pool of the stride's size where only
 * the size differs; a 1×1 convolution with batch norm and no activation where the widths differ.
 */
public record SkipBlock() implements BlockTemplate {

    @Override
    public String name() {
        return "skip";
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        if (in != out) {
            return Parts.normalised(block, value, Conv2d.of(in, out, 1, stride), out, Optional.empty());
        }
        return stride == 1 ? value : block.add(new Pool(Pool.Type.AVERAGE, stride, stride), value);
    }
}
