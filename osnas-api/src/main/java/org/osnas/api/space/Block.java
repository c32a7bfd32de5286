package org.osnas.api.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osnas.api.spi.Check;

/**
 * An immutable graph of layers: a candidate block, a stem, a head. All but a head have one input and one output.
 *
 * <p>Values are numbered: first the inputs of the block, then the output of each node; of a block with one input, 0 is
 * that input and {@code i} the output of node {@code i - 1}. A block without nodes is the identity. Build one with
 * {@link #sequence} or {@link #builder}:
 *
 * <pre>{@code
 * BlockBuilder b = Block.builder("residual");
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
    private final int inputs;
    private final List<Node> nodes;
    private final List<Integer> outputs;

    Block(String name, int inputs, List<Node> nodes, List<Integer> outputs) {
        this.name = name;
        this.inputs = inputs;
        this.nodes = List.copyOf(nodes);
        this.outputs = List.copyOf(outputs);
    }

    /** Layers one after the other. Without layers, the identity. */
    public static Block sequence(String name, Layer... layers) {
        BlockBuilder builder = builder(name);
        return builder.build(builder.then(builder.input(), layers));
    }

    /** A block with one input. */
    public static BlockBuilder builder(String name) {
        return builder(name, 1);
    }

    /** A block with several inputs. */
    public static BlockBuilder builder(String name, int inputs) {
        return new BlockBuilder(name, Check.atLeast("inputs", inputs, 1));
    }

    public String name() {
        return name;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Number of inputs: the values from 0 on. */
    public int inputs() {
        return inputs;
    }

    /** Numbers of the values that are the block's outputs. */
    public List<Integer> outputs() {
        return outputs;
    }

    /** Number of the value that is the output of a block that has one. */
    public int output() {
        Check.that(outputs.size() == 1, "block %s has %d outputs, not one", name, outputs.size());
        return outputs.get(0);
    }

    /** Whether the block has one input and gives just it. */
    public boolean isIdentity() {
        return inputs == 1 && outputs.equals(List.of(0));
    }

    /** Whether the only output is zeros, whatever the input. */
    public boolean isZero() {
        return outputs.size() == 1
                && outputs.get(0) >= inputs
                && nodes.get(outputs.get(0) - inputs).layer() instanceof Zero;
    }

    /** Shapes of all values of a block with one input, the input first; errors as {@link #shapes(List)}. */
    public List<Shape> shapes(Shape input) {
        return shapes(List.of(input));
    }

    /**
     * Shapes of all values, the inputs first.
     *
     * @throws ShapeException naming the node that cannot take its inputs
     */
    public List<Shape> shapes(List<Shape> inputShapes) {
        if (inputShapes.size() != inputs) {
            throw new ShapeException("takes %d inputs, gets %d".formatted(inputs, inputShapes.size()));
        }
        List<Shape> shapes = new ArrayList<>(inputShapes);
        for (Node node : nodes) {
            try {
                shapes.add(node.layer().outputShape(inputsOf(node, shapes)));
            } catch (ShapeException e) {
                throw e.within(node.name() + ": ");
            }
        }
        return shapes;
    }

    /** Shape of the only output of a block with one input. */
    public Shape outputShape(Shape input) {
        return shapes(input).get(output());
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
        return macs(List.of(input));
    }

    /** As {@link #macs(Shape)}, of a block with several inputs. */
    public long macs(List<Shape> inputShapes) {
        return sum(inputShapes, Layer::macs);
    }

    /** Multiply-accumulates of the convolutions for one image. */
    public long convMacs(Shape input) {
        return convMacs(List.of(input));
    }

    /** As {@link #convMacs(Shape)}, of a block with several inputs. */
    public long convMacs(List<Shape> inputShapes) {
        return sum(inputShapes, Layer::convMacs);
    }

    /**
     * The most bytes (32-bit floats) of activations that are alive at one moment of inference on one image, the block's
     * input and output included, when nodes run in order and a value is dropped after its last use.
     */
    public long peakActivationBytes(Shape input) {
        return peakActivationBytes(List.of(input), false);
    }

    /**
     * As {@link #peakActivationBytes(Shape)}, of a block with several inputs.
     *
     * @param keepsInputs whether the inputs stay alive to the end, since something behind the block reads them too
     */
    public long peakActivationBytes(List<Shape> inputShapes, boolean keepsInputs) {
        return Liveness.peakElements(this, shapes(inputShapes), keepsInputs) * Float.BYTES;
    }

    private interface Cost {
        long of(Layer layer, List<Shape> inputs);
    }

    private long sum(List<Shape> inputShapes, Cost cost) {
        List<Shape> shapes = shapes(inputShapes);
        return nodes.stream()
                .mapToLong(n -> cost.of(n.layer(), inputsOf(n, shapes)))
                .sum();
    }

    private static List<Shape> inputsOf(Node node, List<Shape> shapes) {
        return node.inputs().stream().map(shapes::get).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block b
                && name.equals(b.name)
                && inputs == b.inputs
                && nodes.equals(b.nodes)
                && outputs.equals(b.outputs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, inputs, nodes, outputs);
    }

    /** The whole description; equal blocks have equal text. */
    @Override
    public String toString() {
        // Fingerprints are made of this text, so that of a block with one input and output stays as it always was.
        return inputs == 1 && outputs.size() == 1
                ? "Block[" + name + ", " + nodes + ", output=" + outputs.get(0) + "]"
                : "Block[" + name + ", inputs=" + inputs + ", " + nodes + ", outputs=" + outputs + "]";
    }
}
