package org.osnas.api.space;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A stem, stages in which choices are made, and a head, for one input shape and number of outputs. An ordinary stage is
 * one choice layer with candidate blocks. Immutable; shapes are checked when it is made.
 */
public final class SearchSpace {

    private final String name;
    private final Shape input;
    private final int classes;
    private final Block stem;
    private final List<Stage> stages;
    private final List<ChoiceLayer> layers;
    private final Block head;
    private final List<Shape> stageInputs;
    private final List<Shape> layerInputs;
    private final int[] firstLayers;
    private final BigInteger size;
    private final String fingerprint;

    /**
     * @param classes number of outputs of the head: classes, or the size of an embedding
     * @throws ShapeException if blocks do not fit together, naming layer, block and node
     */
    public SearchSpace(String name, Shape input, int classes, Block stem, List<? extends Stage> stages, Block head) {
        this.name = name;
        this.input = input;
        this.classes = Check.atLeast("classes", classes, 1);
        this.stem = stem;
        this.stages = List.copyOf(stages);
        this.layers = stages.stream().flatMap(s -> s.layers().stream()).toList();
        this.head = head;
        Check.that(!stages.isEmpty(), "space %s needs at least one choice layer", name);
        this.firstLayers = new int[stages.size() + 1];
        this.layerInputs = new ArrayList<>();
        this.stageInputs = inferShapes();
        this.size = this.stages.stream()
                .map(s -> BigInteger.valueOf(s.options().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        this.fingerprint = Hashing.sha256()
                .hashString(
                        String.join("|", name, input.toString(), stem.toString(), stages.toString(), head.toString()),
                        StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    private List<Shape> inferShapes() {
        List<Shape> shapes = new ArrayList<>();
        Shape current = stem.outputShape("stem: ", input);
        for (int s = 0; s < stages.size(); s++) {
            shapes.add(current);
            int count = stages.get(s).layers().size();
            firstLayers[s + 1] = firstLayers[s] + count;
            layerInputs.addAll(Collections.nCopies(count, current));
            try {
                current = stages.get(s).outputShape(current);
            } catch (ShapeException e) {
                throw e.within("layer " + firstLayers[s] + " ");
            }
        }
        shapes.add(current);
        layerInputs.add(current);
        Shape out = head.outputShape("head: ", current);
        if (!out.equals(new Shape(1, 1, classes))) {
            throw new ShapeException("head: gives " + out + ", expected a vector of " + classes);
        }
        return List.copyOf(shapes);
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

    /** The parts between stem and head, in order. */
    public List<Stage> stages() {
        return stages;
    }

    /** Shape that a stage reads; {@code stages().size()} is the shape that the head reads. */
    public Shape stageInput(int stage) {
        return stageInputs.get(stage);
    }

    /** Index of the first choice layer of a stage. */
    public int firstLayer(int stage) {
        return firstLayers[stage];
    }

    /** The choices of an architecture in one stage, as it has them. */
    public int[] choices(Architecture architecture, int stage) {
        return Arrays.copyOfRange(architecture.toArray(), firstLayers[stage], firstLayers[stage + 1]);
    }

    /** The choice layers of all stages. */
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

    /** Number of different networks; architectures with one {@linkplain #canonical canonical form} count once. */
    public BigInteger size() {
        return size;
    }

    /** Trained parameters of the whole supernet: stem, what stages share, all candidates of all layers, head. */
    public long supernetParams() {
        return stem.params()
                + head.params()
                + stages.stream()
                        .flatMap(s -> s.shared().stream())
                        .mapToLong(Block::params)
                        .sum()
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
     * The architecture that stands for all that are the same network: of interchangeable choices, the sorted ones. In a
     * space of ordinary choice layers it is the architecture itself.
     *
     * @throws BadInputException as {@link #check}
     */
    public Architecture canonical(Architecture architecture) {
        check(architecture);
        if (layers.size() == stages.size()) {
            return architecture;
        }
        int[] canonical = new int[depth()];
        for (int s = 0; s < stages.size(); s++) {
            int[] choices = stages.get(s).canonical(choices(architecture, s));
            System.arraycopy(choices, 0, canonical, firstLayers[s], choices.length);
        }
        return Architecture.of(canonical);
    }

    /**
     * The space that holds only this architecture, named {@code SPACE/3,0,7}: one candidate a stage. A supernet over it
     * is the standalone network of the architecture.
     */
    public SearchSpace restrictTo(Architecture architecture) {
        Architecture canonical = canonical(architecture);
        List<Block> network = network(canonical);
        List<ChoiceLayer> single = network.subList(1, network.size() - 1).stream()
                .map(ChoiceLayer::of)
                .toList();
        return new SearchSpace(name + "/" + canonical, input, classes, stem, single, head);
    }

    /** The blocks of one architecture in order: stem, one a stage, head. */
    public List<Block> network(Architecture architecture) {
        check(architecture);
        List<Block> blocks = new ArrayList<>();
        blocks.add(stem);
        for (int s = 0; s < stages.size(); s++) {
            blocks.add(stages.get(s).block(choices(architecture, s)));
        }
        blocks.add(head);
        return List.copyOf(blocks);
    }

    @Override
    public String toString() {
        return name + " (" + input + ", " + depth() + " layers, " + size() + " architectures)";
    }
}
