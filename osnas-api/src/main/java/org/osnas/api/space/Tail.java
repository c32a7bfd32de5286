package org.osnas.api.space;

import org.osnas.api.spi.Check;

/**
 * The fixed end of a {@link Backbone}, behind its last stage: what turns the last map into a vector, and what a
 * classifier on that vector should look like.
 *
 * @param block has one input and two outputs: the spatial feature {@code map}, and the feature {@code vector}
 * @param dropout rate that a head on the vector should drop with, 0 for none
 * @param bias whether a linear head on the vector should add a trained constant to each output
 */
public record Tail(Block block, double dropout, boolean bias) {

    public Tail {
        Check.that(
                block.inputs() == 1 && block.outputs().size() == 2,
                "a tail has one input and two outputs, the map and the vector, but block %s has %d and %d",
                block.name(),
                block.inputs(),
                block.outputs().size());
        dropout = new Dropout(dropout).rate();
    }

    /** Global average pooling of the last stage's output; no dropout, with bias. */
    public static Tail pooling() {
        BlockBuilder tail = Block.builder("tail");
        return new Tail(tail.build(tail.input(), tail.add(new GlobalAveragePool(), tail.input())), 0, true);
    }

    /** Number of the value that is the spatial feature. */
    int map() {
        return block.outputs().get(0);
    }

    /** Number of the value that is the vector. */
    int vector() {
        return block.outputs().get(1);
    }
}
