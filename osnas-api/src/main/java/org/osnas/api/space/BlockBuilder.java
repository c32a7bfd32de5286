package org.osnas.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osnas.api.spi.Check;

/** Builds a {@link Block}: adds nodes in the order in which they are executed. Not thread-safe. */
public final class BlockBuilder {
    private final String name;
    private final int inputs;
    private final List<Block.Node> nodes = new ArrayList<>();

    BlockBuilder(String name, int inputs) {
        this.name = Objects.requireNonNull(name, "name");
        this.inputs = inputs;
    }

    /** The block's first input value. */
    public int input() {
        return 0;
    }

    private int last() {
        return inputs + nodes.size() - 1;
    }

    /** Adds a layer that reads the given values, and returns the value it makes. */
    public int add(Layer layer, int... values) {
        List<Integer> read = new ArrayList<>();
        for (int value : values) {
            Check.that(
                    value >= 0 && value <= last(),
                    "block %s: node %d reads value %d, which does not exist yet (0..%d)",
                    name,
                    nodes.size(),
                    value,
                    last());
            read.add(value);
        }
        nodes.add(new Block.Node(layer.kind() + nodes.size(), layer, read));
        return last();
    }

    /** Adds layers one after the other behind {@code value}. */
    public int then(int value, Layer... layers) {
        int current = value;
        for (Layer layer : layers) {
            current = add(layer, current);
        }
        return current;
    }

    /** Adds all layers of a block behind {@code value}, and returns the value that is its output. */
    public int append(Block block, int value) {
        List<Integer> made = new ArrayList<>(List.of(value));
        for (Block.Node node : block.nodes()) {
            made.add(
                    add(node.layer(), node.inputs().stream().mapToInt(made::get).toArray()));
        }
        return made.get(block.output());
    }

    /** The block with one or several of its values as outputs. */
    public Block build(int... outputValues) {
        Check.that(outputValues.length > 0, "block %s needs an output", name);
        for (int value : outputValues) {
            Check.that(
                    value >= 0 && value <= last(), "block %s: output %d does not exist (0..%d)", name, value, last());
        }
        Check.that(
                Arrays.stream(outputValues).distinct().count() == outputValues.length,
                "the outputs of block %s must be different values, got %s",
                name,
                Arrays.toString(outputValues));
        return new Block(
                name, inputs, nodes, Arrays.stream(outputValues).boxed().toList());
    }
}
