package org.osnas.engine.internal.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.osnas.api.space.Add;
import org.osnas.api.space.Block;

/** Finds the residual branches of blocks: sums of which one operand was computed from the other. */
public final class Residuals {

    private Residuals() {}

    /** Whether a block has a residual branch. */
    public static boolean in(Block block) {
        return IntStream.range(0, block.nodes().size())
                .anyMatch(node -> branch(block, node).isPresent());
    }

    /**
     * Which operand of a node is a residual branch, the other being its shortcut.
     *
     * @param node its number among {@code block.nodes()}
     */
    static OptionalInt branch(Block block, int node) {
        Block.Node sum = block.nodes().get(node);
        if (!(sum.layer() instanceof Add)) {
            return OptionalInt.empty();
        }
        int first = sum.inputs().get(0);
        int second = sum.inputs().get(1);
        if (first == second) {
            return OptionalInt.empty();
        }
        return comesFrom(block, second, first)
                ? OptionalInt.of(1)
                : comesFrom(block, first, second) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static boolean comesFrom(Block block, int value, int source) {
        int inputs = block.inputs();
        Deque<Integer> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (next == source) {
                return true;
            }
            // Values of nodes follow those of the inputs, and are computed from earlier ones.
            if (next >= inputs && next > source) {
                open.addAll(block.nodes().get(next - inputs).inputs());
            }
        }
        return false;
    }
}
