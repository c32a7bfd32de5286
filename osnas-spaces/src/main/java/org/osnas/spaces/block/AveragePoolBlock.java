package org.osnas.spaces.block;

import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Pool;
import org.osnas.api.spi.Check;

/** Average pooling; exists only where the widths agree. */
public record AveragePoolBlock(int kernel) implements BlockTemplate {

    public AveragePoolBlock {
        Check.oddKernel(kernel);
    }

    @Override
    public String name() {
        return "pool" + kernel;
    }

    @Override
    public boolean fits(int in, int out, int stride) {
        return in == out;
    }

    @Override
    public int append(BlockBuilder block, int value, int in, int out, int stride) {
        Parts.requireSameWidth("average pooling", in, out);
        return block.add(new Pool(Pool.Type.AVERAGE, kernel, stride), value);
    }
}
