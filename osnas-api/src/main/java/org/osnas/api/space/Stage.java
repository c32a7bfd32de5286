package org.osnas.api.space;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A part of a network between stem and head whose block depends on choices: a {@link ChoiceLayer} on one, a
 * {@link UnifiedStage} on several that are interchangeable. Arrays of choices have one index for each of
 * {@link #layers}.
 */
public sealed interface Stage permits ChoiceLayer, UnifiedStage {

    /** The choice layers of this stage. */
    List<ChoiceLayer> layers();

    /** Blocks of the supernet that no choice excludes; empty if there are only candidates. */
    List<Block> shared();

    /** The block of a network that makes these choices. */
    Block block(int... choices);

    /** The choices that stand for all that make the same {@link #block}. */
    int[] canonical(int... choices);

    /** All canonical choices, in lexicographic order: one for each different block. */
    List<int[]> options();

    /**
     * Shape of the output of every block.
     *
     * @throws ShapeException if a block cannot take the input or gives another shape than the others
     */
    Shape outputShape(Shape input);

    /**
     * Shares of the choices in the cost of the block, {@code [layer][candidate]}: for canonical choices they add up to
     * {@code cost(block(choices))}, exactly if the cost is a sum over layers as parameters and multiply-accumulates are.
     */
    double[][] additiveShares(ToDoubleFunction<Block> cost);

    /**
     * As {@link #additiveShares} for a cost of which a network has the largest of its blocks', such as peak memory: the
     * largest share of canonical choices is {@code cost(block(choices))}, exactly if the cost does not depend on which
     * candidates but on how many are not zero, and grows with their number.
     */
    double[][] peakShares(ToDoubleFunction<Block> cost);
}
