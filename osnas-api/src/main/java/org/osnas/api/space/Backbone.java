package org.osnas.api.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A search space up to its features: stem, stages in which choices are made, and a tail. A task makes a
 * {@link SearchSpace} of it by its head. Immutable; shapes are checked when it is made.
 *
 * <p>Features are named by their stride, {@code stride4} being what the last layer at a fourth of the input's size
 * gives, and {@value #MAP} and {@value #VECTOR} for the two ends of the tail.
 */
public final class Backbone {

    /** The spatial feature of the tail. */
    public static final String MAP = "map";

    /** The feature of the tail that has no place left, {@code 1x1xn}. */
    public static final String VECTOR = "vector";

    private final String name;
    private final Shape input;
    private final Block stem;
    private final List<Stage> stages;
    private final Tail tail;
    private final Map<String, Feature> features;

    /**
     * Where a feature is.
     *
     * @param source the stage in front of which it is read, as {@link Head#sources()}; for those of the tail, all stages
     */
    record Feature(int source, Shape shape) {}

    /**
     * @param input shape of one image
     * @throws ShapeException if blocks do not fit together, naming layer, block and node
     */
    public Backbone(String name, Shape input, Block stem, List<? extends Stage> stages, Tail tail) {
        this.name = Objects.requireNonNull(name, "name");
        this.input = input;
        this.stem = stem;
        this.stages = List.copyOf(stages);
        this.tail = tail;
        this.features = findFeatures();
    }

    private Map<String, Feature> findFeatures() {
        List<Shape> shapes = StageShapes.of(name, input, stem, stages).inputs();
        Map<String, Feature> found = new LinkedHashMap<>();
        int stride = ratio(input, shapes.get(0));
        for (int s = 0; s < shapes.size(); s++) {
            stride *= s == 0 ? 1 : ratio(shapes.get(s - 1), shapes.get(s));
            found.put("stride" + stride, new Feature(s, shapes.get(s)));
        }
        List<Shape> ofTail = shapesOfTail(shapes.get(stages.size()));
        found.put(MAP, new Feature(stages.size(), ofTail.get(tail.map())));
        found.put(VECTOR, new Feature(stages.size(), ofTail.get(tail.vector())));
        Shape vector = found.get(VECTOR).shape();
        if (vector.height() != 1 || vector.width() != 1) {
            throw new ShapeException("tail: its vector is " + vector + ", but must be 1x1xn; pool first");
        }
        return found;
    }

    private List<Shape> shapesOfTail(Shape last) {
        try {
            return tail.block().shapes(last);
        } catch (ShapeException e) {
            throw e.within("tail: ");
        }
    }

    private static int ratio(Shape from, Shape to) {
        return Math.max(ratio(from.height(), to.height()), ratio(from.width(), to.width()));
    }

    private static int ratio(int from, int to) {
        return (from + to - 1) / to;
    }

    public String name() {
        return name;
    }

    /** Shape of one image. */
    public Shape input() {
        return input;
    }

    /** The parts between stem and tail, in order. */
    public List<Stage> stages() {
        return stages;
    }

    /** Names and shapes of what a head may read, in the order of the network. */
    public Map<String, Shape> features() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        features.forEach((feature, at) -> shapes.put(feature, at.shape()));
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * The space of networks with this head. Stages behind the last feature that the head reads are no part of it, nor are
     * the layers of the tail that it does not need.
     *
     * @throws ShapeException if a layer of the head cannot take its inputs, naming it
     * @throws org.osnas.api.spi.BadInputException if the head reads a feature that is not there, reads none behind a
     *     choice layer, has no output, or has layers that nothing reads
     */
    public SearchSpace with(TaskHead head) {
        HeadBuilder builder = new HeadBuilder(name, features, tail, stages.size());
        head.describe(builder);
        Head made = builder.build();
        int used = made.sources().get(made.sources().size() - 1);
        return new SearchSpace(name, input, stem, stages.subList(0, used), made);
    }

    /** The space of classifiers, as {@link #with} a {@link ClassificationHead}. */
    public SearchSpace classifier(int classes) {
        return with(new ClassificationHead(classes));
    }

    @Override
    public String toString() {
        return name + " (" + input + ", " + stages.size() + " stages, features " + features() + ")";
    }
}
