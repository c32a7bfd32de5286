package org.osnas.api.space;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A stem, an ordered list of choice layers with candidate blocks, and a head, for one input shape and number of
 * outputs. Immutable; shapes are checked when it is made.
 */
public final class SearchSpace {

    private final String name;
    private final Shape input;
    private final int classes;
    private final Block stem;
    private final List<ChoiceLayer> layers;
    private final Block head;
    private final List<Shape> layerInputs;
    private final String fingerprint;

    /**
     * @param classes number of outputs of the head: classes, or the size of an embedding
     * @throws ShapeException if blocks do not fit together, naming layer, block and node
     */
    public SearchSpace(String name, Shape input, int classes, Block stem, List<ChoiceLayer> layers, Block head) {
        this.name = name;
        this.input = input;
        this.classes = Check.atLeast("classes", classes, 1);
        this.stem = stem;
        this.layers = List.copyOf(layers);
        this.head = head;
        Check.that(!layers.isEmpty(), "space %s needs at least one choice layer", name);
        this.layerInputs = inferShapes();
        this.fingerprint = Hashing.sha256()
                .hashString(
                        String.join("|", name, input.toString(), stem.toString(), layers.toString(), head.toString()),
                        StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    private List<Shape> inferShapes() {
        List<Shape> shapes = new ArrayList<>();
        Shape current = outputOf("stem: ", stem, input);
        for (int l = 0; l < layers.size(); l++) {
            shapes.add(current);
            Shape next = null;
            for (Block block : layers.get(l).candidates()) {
                String where = "layer " + l + " block " + block.name() + ": ";
                Shape out = outputOf(where, block, current);
                if (next != null && !next.equals(out)) {
                    throw new ShapeException(
                            where + "gives " + out + ", but the blocks before it in this layer give " + next);
                }
                next = out;
            }
            current = next;
        }
        shapes.add(current);
        Shape out = outputOf("head: ", head, current);
        if (!out.equals(new Shape(1, 1, classes))) {
            throw new ShapeException("head: gives " + out + ", expected a vector of " + classes);
        }
        return List.copyOf(shapes);
    }

    private static Shape outputOf(String where, Block block, Shape in) {
        try {
            return block.outputShape(in);
        } catch (ShapeException e) {
            throw e.within(where);
        }
    }

    public String name() {
        return name;
    }

    public Shape input() {
        return input;
    }

    public int classes() {
        return classes;
    }

    public Block stem() {
        return stem;
    }

    public List<ChoiceLayer> layers() {
        return layers;
    }

    public Block head() {
        return head;
    }

    /** Number of choice layers. */
    public int depth() {
        return layers.size();
    }

    /** Number of candidates of each layer. */
    public int[] sizes() {
        return layers.stream().mapToInt(ChoiceLayer::size).toArray();
    }

    public Block candidate(int layer, int choice) {
        return layers.get(layer).candidates().get(choice);
    }

    /** Shape that choice layer {@code layer} reads; {@code depth()} is the shape that the head reads. */
    public Shape inputOf(int layer) {
        return layerInputs.get(layer);
    }

    /** Number of architectures. */
    public BigInteger size() {
        return layers.stream().map(l -> BigInteger.valueOf(l.size())).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Trained parameters of the whole supernet: stem, all candidates of all layers, head. */
    public long supernetParams() {
        return stem.params()
                + head.params()
                + layers.stream()
                        .flatMap(l -> l.candidates().stream())
                        .mapToLong(Block::params)
                        .sum();
    }

    /** Identifies the description, input shape included: tables and checkpoints carry it. 16 hex digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Returns the architecture if it belongs to this space.
     *
     * @throws BadInputException naming the wrong length or the first wrong choice
     */
    public Architecture check(Architecture architecture) {
        Check.that(
                architecture.length() == depth(),
                "Architecture %s has %d choices, but space %s has %d choice layers",
                architecture,
                architecture.length(),
                name,
                depth());
        for (int l = 0; l < depth(); l++) {
            Check.that(
                    architecture.choice(l) < layers.get(l).size(),
                    "Architecture %s chooses %d in layer %d, but space %s has candidates 0..%d there",
                    architecture,
                    architecture.choice(l),
                    l,
                    name,
                    layers.get(l).size() - 1);
        }
        return architecture;
    }

    /**
     * The space that holds only this architecture, named {@code SPACE/3,0,7}: one candidate a layer. A supernet over it
     * is the standalone network of the architecture.
     */
    public SearchSpace restrictTo(Architecture architecture) {
        check(architecture);
        List<ChoiceLayer> single = new ArrayList<>();
        for (int l = 0; l < depth(); l++) {
            single.add(ChoiceLayer.of(candidate(l, architecture.choice(l))));
        }
        return new SearchSpace(name + "/" + architecture, input, classes, stem, single, head);
    }

    /** The blocks of one architecture in order: stem, one candidate a layer, head. */
    public List<Block> network(Architecture architecture) {
        check(architecture);
        List<Block> blocks = new ArrayList<>();
        blocks.add(stem);
        for (int l = 0; l < depth(); l++) {
            blocks.add(candidate(l, architecture.choice(l)));
        }
        blocks.add(head);
        return List.copyOf(blocks);
    }

    @Override
    public String toString() {
        return name + " (" + input + ", " + depth() + " layers, " + size() + " architectures)";
    }
}
