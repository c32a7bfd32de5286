package org.osnas.spaces.block;

import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.SqueezeExcite;

/**
 * Squeeze-and-excitation alone, which reduces to a quarter of the width; exists only where neither width nor size
 * changes. Hu et al. 2018, <a href="https://arxiv.org/abs/1709.01507">Squeeze-and-Excitation</a>.
 */
public record SqueezeExciteBlock() implements BlockTemplate {

    @Override
    public String name() {
        return "se";
    }

    @Override
    public boolean fits(int in, int out, int stride) {
        return Parts.changesNothing(in, out, stride);
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Parts.requireUnchanged("squeeze-excite", in, out, stride, "a mobile block with squeeze-excite");
        return block.add(new SqueezeExcite(in, Math.max(1, in / 4)), value);
    }
}
