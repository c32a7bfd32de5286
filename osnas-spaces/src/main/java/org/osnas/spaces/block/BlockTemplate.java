package org.osnas.spaces.block;

import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;

/**
 * A kind of block, before widths and stride are known: the same template makes the candidate of every choice layer, or
 * a part of a stem or tail.
 *
 * <pre>{@code
 * Block block = Blocks.mobile(5, 6).at(24, 40, 2);
 * }</pre>
 */
public interface BlockTemplate {

    /** Names the block within its choice layer, for example {@code k5e6}. */
    String name();

    /** Whether the template exists with these widths and stride; where not, a choice layer leaves the candidate out. */
    default boolean fits(int in, int out, int stride) {
        return true;
    }

    /**
     * Adds the layers behind {@code value} and returns the value they make.
     *
     * @param in channels of {@code value}
     * @param out channels of the result
     * @param stride the result has {@code ceil(size / stride)} rows and columns
     * @throws org.osnas.api.spi.BadInputException if the template does not exist with these widths and stride
     */
    int append(BlockBuilder block, int value, int in, int out, int stride);

    /** A block of this template alone. */
    default Block at(int in, int out, int stride) {
        BlockBuilder block = Block.builder(name());
        return block.build(append(block, block.input(), in, out, stride));
    }
}
