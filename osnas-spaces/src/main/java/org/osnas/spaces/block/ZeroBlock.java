package org.osnas.spaces.block;

import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Zero;

/** Zeros of the output's shape: a candidate that contributes nothing to a mixture. */
public record ZeroBlock() implements BlockTemplate {

    @Override
    public String name() {
        return "zero";
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        return block.add(new Zero(out, stride), value);
    }
}
