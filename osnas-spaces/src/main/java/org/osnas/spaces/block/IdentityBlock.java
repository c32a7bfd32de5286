package org.osnas.spaces.block;

import org.osnas.api.space.BlockBuilder;

/**
 * A layer left out, which lets a search choose the depth; exists only where neither width nor size changes. Use
 * {@link SkipBlock} to have a candidate of this kind everywhere.
 */
public record IdentityBlock() implements BlockTemplate {

    @Override
    public String name() {
        return "skip";
    }

    @Override
    public boolean fits(int in, int out, int stride) {
        return Parts.changesNothing(in, out, stride);
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Parts.requireUnchanged("identity", in, out, stride, "skip");
        return value;
    }
}
