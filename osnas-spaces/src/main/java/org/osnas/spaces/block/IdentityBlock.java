package org.osnas.spaces.block;

import org.osnas.api.space.Block;
import org.osnas.api.spi.Check;

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
        return in == out && stride == 1;
    }

    @Override
    public int append(Block.Builder block, int value, int in, int out, int stride) {
        Check.that(
                fits(in, out, stride),
                "identity needs equal widths and stride 1, got %d to %d channels with stride %d; use skip",
                in,
                out,
                stride);
        return value;
    }
}
