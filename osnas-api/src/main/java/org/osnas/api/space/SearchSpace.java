package org.osnas.api.space;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A stem, stages in which choices are made, and the head of a task, for one input shape. An ordinary stage is one choice
 * layer with candidate blocks. Made of a {@link Backbone} by a {@link TaskHead}. Immutable; shapes are checked when it is
 * made.
 */
public final class SearchSpace {

    private final String name;
    private final Shape input;
    private final Block stem;
    private final List<Stage> stages;
    private final List<ChoiceLayer> layers;
    private final Head head;
    private final StageShapes shapes;
    private final List<Shape> headInputs;
    private final Map<String, Shape> outputs;
    private final BigInteger size;
    private final String fingerprint;
    private final SpaceMembers members;

    /**
     * @param head reads what the last stage gives, and perhaps what earlier ones do
     * @throws ShapeException if blocks do not fit together, naming layer, block and node
     */
    public SearchSpace(String name, Shape input, Block stem, List<? extends Stage> stages, Head head) {
        this.name = name;
        this.input = input;
        this.stem = stem;
        this.stages = List.copyOf(stages);
        this.layers = stages.stream().flatMap(s -> s.layers().stream()).toList();
        this.head = head;
        this.shapes = StageShapes.of(name, input, stem, stages);
        int last = head.sources().get(head.sources().size() - 1);
        Check.that(
                last == stages.size(),
                "space %s has %d stages, but its head reads nothing behind stage %d",
                name,
                stages.size(),
                last);
        this.headInputs = head.sources().stream().map(shapes.inputs()::get).toList();
        this.outputs = shapesOfOutputs();
        this.size = this.stages.stream()
                .map(s -> BigInteger.valueOf(s.options().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        this.fingerprint = fingerprint(name, input, stem, stages, head);
        this.members = new SpaceMembers(this);
    }

    private static String fingerprint(String name, Shape input, Block stem, List<? extends Stage> stages, Head head) {
        String all = String.join(
                "|", name, input.toString(), stem.toString(), stages.toString(), head.description(stages.size()));
        return Hashing.sha256()
                .hashString(all, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /**
     * A space whose head is a block on what the last stage gives, with one output of {@code classes} values.
     *
     * @throws ShapeException if blocks do not fit together, or the head gives something else
     */
    public static SearchSpace classifier(
            String name, Shape input, int classes, Block stem, List<? extends Stage> stages, Block head) {
        SearchSpace space =
                new SearchSpace(name, input, stem, stages, Head.atEnd(stages.size(), head, ClassificationHead.LOGITS));
        Shape out = Objects.requireNonNull(space.outputs.get(ClassificationHead.LOGITS));
        if (!out.equals(new Shape(1, 1, Check.atLeast("classes", classes, 1)))) {
            throw new ShapeException("head: gives " + out + ", expected a vector of " + classes);
        }
        return space;
    }

    private Map<String, Shape> shapesOfOutputs() {
        try {
            List<Shape> values = head.block().shapes(headInputs);
            Map<String, Shape> named = new LinkedHashMap<>();
            for (int i = 0; i < head.outputs().size(); i++) {
                named.put(
                        head.outputs().get(i), values.get(head.block().outputs().get(i)));
            }
            return Collections.unmodifiableMap(named);
        } catch (ShapeException e) {
            throw e.within("head: ");
        }
    }

    public String name() {
        return name;
    }

    public Shape input() {
        return input;
    }

    public Block stem() {
        return stem;
    }

    /** The parts between stem and head, in order. */
    public List<Stage> stages() {
        return stages;
    }

    /** Shape that a stage reads; {@code stages().size()} is the shape behind the last one. */
    public Shape stageInput(int stage) {
        return shapes.inputs().get(stage);
    }

    /** Index of the first choice layer of a stage. */
    public int firstLayer(int stage) {
        return shapes.firstLayers().get(stage);
    }

    /** The choices of an architecture in one stage, as it has them. */
    public int[] choices(Architecture architecture, int stage) {
        return members.choices(architecture, stage);
    }

    /** The choice layers of all stages. */
    public List<ChoiceLayer> layers() {
        return layers;
    }

    public Head head() {
        return head;
    }

    /** Shapes that the head reads, in the order of its sources. */
    public List<Shape> headInputs() {
        return headInputs;
    }

    /** Shapes that a block of a {@link #network} reads, by its place there: 0 for the stem, then the stages, then the head. */
    public List<Shape> inputsAt(int place) {
        if (place > stages.size()) {
            return headInputs;
        }
        return List.of(place == 0 ? input : stageInput(place - 1));
    }

    /** Names and shapes, for one image, of what a network gives. */
    public Map<String, Shape> outputs() {
        return outputs;
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

    /** Shape that choice layer {@code layer} reads; {@code depth()} is the shape behind the last one. */
    public Shape inputOf(int layer) {
        int stage = 0;
        while (stage < stages.size() && firstLayer(stage + 1) <= layer) {
            stage++;
        }
        return stageInput(stage);
    }

    /** Number of different networks; architectures with one {@linkplain #canonical canonical form} count once. */
    public BigInteger size() {
        return size;
    }

    /** Trained parameters of the whole supernet: stem, what stages share, all candidates of all layers, head. */
    public long supernetParams() {
        return stem.params()
                + head.block().params()
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
        members.check(architecture);
        return architecture;
    }

    /**
     * The architecture that stands for all that are the same network: of interchangeable choices, the sorted ones. In a
     * space of ordinary choice layers it is the architecture itself.
     *
     * @throws BadInputException as {@link #check}
     */
    public Architecture canonical(Architecture architecture) {
        return members.canonical(architecture);
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
        return new SearchSpace(name + "/" + canonical, input, stem, single, head);
    }

    /** The blocks of one architecture in order: stem, one a stage, head. */
    public List<Block> network(Architecture architecture) {
        return members.network(architecture);
    }

    @Override
    public String toString() {
        return name + " (" + input + ", " + depth() + " layers, " + size() + " architectures)";
    }
}
