package org.osnas.api.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osnas.api.spi.Check;

/**
 * An immutable graph of layers with one input and one output: a candidate block, a stem, a head.
 *
 * <p>Values are numbered: 0 is the input of the block, {@code i} the output of node {@code i - 1}. A block without
 * nodes is the identity. Build one with {@link #sequence} or {@link #builder}:
 *
 * <pre>{@code
 * Block.Builder b = Block.builder("residual");
 * int y = b.then(b.input(), Conv2d.of(16, 16, 3, 1), BatchNorm.of(16));
 * Block block = b.build(b.add(new Add(), b.input(), y));
 * }</pre>
 */
public final class Block {

    /**
     * One layer and the values it reads.
     *
     * @param name unique within the block; weights are named {@code node.weight}
     */
    public record Node(String name, Layer layer, List<Integer> inputs) {
        public Node {
            Objects.requireNonNull(layer, "layer");
            inputs = List.copyOf(inputs);
        }
    }

    private final String name;
    private final List<Node> nodes;
    private final int output;

    private Block(String name, List<Node> nodes, int output) {
        this.name = name;
        this.nodes = List.copyOf(nodes);
        this.output = output;
    }

    /** Layers one after the other. Without layers, the identity. */
    public static Block sequence(String name, Layer... layers) {
        Builder builder = builder(name);
        return builder.build(builder.then(builder.input(), layers));
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Number of the value that is the block's output. */
    public int output() {
        return output;
    }

    /** Whether the output is the input itself. */
    public boolean isIdentity() {
        return output == 0;
    }

    /** Whether the output is zeros, whatever the input. */
    public boolean isZero() {
        return output > 0 && nodes.get(output - 1).layer() instanceof Zero;
    }

    /**
     * Shapes of all values, the input first.
     *
     * @throws ShapeException naming the node that cannot take its inputs
     */
    public List<Shape> shapes(Shape input) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(input);
        for (Node node : nodes) {
            try {
                shapes.add(node.layer().outputShape(inputsOf(node, shapes)));
            } catch (ShapeException e) {
                throw e.within(node.name() + ": ");
            }
        }
        return shapes;
    }

    public Shape outputShape(Shape input) {
        return shapes(input).get(output);
    }

    /** As {@link #outputShape(Shape)}; errors say where the block stands. */
    Shape outputShape(String where, Shape input) {
        try {
            return outputShape(input);
        } catch (ShapeException e) {
            throw e.within(where);
        }
    }

    /** All weight arrays in node order, named {@code node.weight}. */
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        for (Node node : nodes) {
            node.layer().weights().forEach(w -> weights.add(w.prefixed(node.name())));
        }
        return weights;
    }

    /** Number of trained parameters. */
    public long params() {
        return weights().stream()
                .filter(w -> w.role().trainable())
                .mapToLong(Weight::length)
                .sum();
    }

    /** Multiply-accumulates of all layers for one image. */
    public long macs(Shape input) {
        return sum(input, Layer::macs);
    }

    /** Multiply-accumulates of the convolutions for one image. */
    public long convMacs(Shape input) {
        return sum(input, Layer::convMacs);
    }

    /**
     * The most bytes (32-bit floats) of activations that are alive at one moment of inference on one image, the block's
     * input and output included, when nodes run in order and a value is dropped after its last use.
     */
    public long peakActivationBytes(Shape input) {
        List<Shape> shapes = shapes(input);
        int[] lastUse = new int[shapes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (int value : nodes.get(i).inputs()) {
                lastUse[value] = i + 1;
            }
        }
        lastUse[output] = nodes.size() + 1;
        long peak = input.elements();
        for (int step = 1; step <= nodes.size(); step++) {
            long alive = 0;
            for (int value = 0; value <= step; value++) {
                if (value == step || lastUse[value] >= step) {
                    alive += shapes.get(value).elements();
                }
            }
            peak = Math.max(peak, alive);
        }
        return peak * Float.BYTES;
    }

    private interface Cost {
        long of(Layer layer, List<Shape> inputs);
    }

    private long sum(Shape input, Cost cost) {
        List<Shape> shapes = shapes(input);
        return nodes.stream()
                .mapToLong(n -> cost.of(n.layer(), inputsOf(n, shapes)))
                .sum();
    }

    private static List<Shape> inputsOf(Node node, List<Shape> shapes) {
        return node.inputs().stream().map(shapes::get).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block b && name.equals(b.name) && nodes.equals(b.nodes) && output == b.output;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, nodes, output);
    }

    /** The whole description; equal blocks have equal text. */
    @Override
    public String toString() {
        return "Block[" + name + ", " + nodes + ", output=" + output + "]";
    }

    /** Adds nodes in the order in which they are executed. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<Node> nodes = new ArrayList<>();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** The block's input value. */
        public int input() {
            return 0;
        }

        /** Adds a layer that reads the given values, and returns the value it makes. */
        public int add(Layer layer, int... values) {
            List<Integer> inputs = new ArrayList<>();
            for (int value : values) {
                Check.that(
                        value >= 0 && value <= nodes.size(),
                        "block %s: node %d reads value %d, which does not exist yet (0..%d)",
                        name,
                        nodes.size(),
                        value,
                        nodes.size());
                inputs.add(value);
            }
            nodes.add(new Node(layer.kind() + nodes.size(), layer, inputs));
            return nodes.size();
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
            for (Node node : block.nodes) {
                made.add(add(
                        node.layer(), node.inputs().stream().mapToInt(made::get).toArray()));
            }
            return made.get(block.output);
        }

        public Block build(int outputValue) {
            Check.that(
                    outputValue >= 0 && outputValue <= nodes.size(),
                    "block %s: output %d does not exist (0..%d)",
                    name,
                    outputValue,
                    nodes.size());
            return new Block(name, nodes, outputValue);
        }
    }
}
