package org.osnas.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osnas.api.spi.Check;

/**
 * Builds a head on the features of one space. Values are numbered in the order in which they are made. Layers of the
 * tail that lead to a feature become part of the head's block, in front of its own. Not thread-safe.
 */
public final class HeadBuilder {

    private final String space;
    private final Map<String, Backbone.Feature> features;
    private final Tail tail;
    private final int stages;
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Integer> outputs = new LinkedHashMap<>();

    /** A feature that is read, or what a layer makes of values. */
    private sealed interface Value {
        Shape shape();
    }

    private record Read(String feature, Backbone.Feature at) implements Value {
        @Override
        public Shape shape() {
            return at.shape();
        }
    }

    private record Made(Layer layer, int[] inputs, Shape shape) implements Value {}

    HeadBuilder(String space, Map<String, Backbone.Feature> features, Tail tail, int stages) {
        this.space = space;
        this.features = features;
        this.tail = tail;
        this.stages = stages;
    }

    /** Names and shapes of what can be read, in the order of the network. */
    public Map<String, Shape> features() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        features.forEach((name, at) -> shapes.put(name, at.shape()));
        return shapes;
    }

    /** The rate that the space wants a head on its vector to drop with; 0 for none. */
    public double dropout() {
        return tail.dropout();
    }

    /** Whether the space wants a linear head on its vector to have a bias. */
    public boolean bias() {
        return tail.bias();
    }

    /**
     * The value of a feature.
     *
     * @throws org.osnas.api.spi.BadInputException naming the features there are, if there is none of that name
     */
    public int read(String feature) {
        Backbone.Feature at = Check.present(
                features.get(feature), "Space %s has no feature '%s'; it has %s", space, feature, features());
        Read read = new Read(feature, at);
        int known = values.indexOf(read);
        if (known >= 0) {
            return known;
        }
        values.add(read);
        return values.size() - 1;
    }

    /** Shape of a value for one image. */
    public Shape shape(int value) {
        return checked(value).shape();
    }

    /**
     * Adds a layer that reads the given values, and returns the value it makes.
     *
     * @throws ShapeException if the layer cannot take them
     */
    public int add(Layer layer, int... inputs) {
        List<Shape> shapes = Arrays.stream(inputs).mapToObj(this::shape).toList();
        try {
            values.add(new Made(layer, inputs.clone(), layer.outputShape(shapes)));
        } catch (ShapeException e) {
            throw e.within("head: ");
        }
        return values.size() - 1;
    }

    /** Adds layers one after the other behind {@code value}. */
    public int then(int value, Layer... layers) {
        int current = value;
        for (Layer layer : layers) {
            current = add(layer, current);
        }
        return current;
    }

    /**
     * Makes a value an output of the network. Outputs are in the order of these calls.
     *
     * @throws org.osnas.api.spi.BadInputException if there is one of that name already
     */
    public void output(String name, int value) {
        checked(value);
        Check.that(outputs.putIfAbsent(name, value) == null, "head: there are two outputs '%s'", name);
    }

    private Value checked(int value) {
        Check.that(
                value >= 0 && value < values.size(), "head: value %d does not exist (0..%d)", value, values.size() - 1);
        return values.get(value);
    }

    Head build() {
        Check.that(!outputs.isEmpty(), "head: name at least one output by output(name, value)");
        rejectUnread();
        // Inputs of the block by the stage in front of which they are read.
        Map<Integer, Integer> sources = new TreeMap<>();
        reads().forEach(read -> sources.put(read.at().source(), 0));
        Check.that(
                !sources.isEmpty() && new ArrayList<>(sources.keySet()).get(sources.size() - 1) > 0,
                "head: space %s has choices to make only if a feature behind its first choice layer is read; it has %s",
                space,
                features());
        int input = 0;
        for (Map.Entry<Integer, Integer> source : sources.entrySet()) {
            source.setValue(input++);
        }
        BlockBuilder block = Block.builder("head", sources.size());
        Map<Integer, Integer> ofTail = tailLayers(block, sources.getOrDefault(stages, 0));
        int[] made = new int[values.size()];
        for (int v = 0; v < made.length; v++) {
            if (values.get(v) instanceof Made value) {
                int[] inputs = Arrays.stream(value.inputs()).map(in -> made[in]).toArray();
                made[v] = block.add(value.layer(), inputs);
            } else if (values.get(v) instanceof Read read) {
                made[v] = place(read, sources, ofTail);
            }
        }
        return new Head(
                block.build(outputs.values().stream().mapToInt(v -> made[v]).toArray()),
                List.copyOf(sources.keySet()),
                List.copyOf(outputs.keySet()));
    }

    private int place(Read read, Map<Integer, Integer> sources, Map<Integer, Integer> ofTail) {
        return switch (read.feature()) {
            case Backbone.MAP -> ofTail.get(tail.map());
            case Backbone.VECTOR -> ofTail.get(tail.vector());
            default -> sources.get(read.at().source());
        };
    }

    /** Adds the layers of the tail that lead to what is read of it; numbers of its values in the block. */
    private Map<Integer, Integer> tailLayers(BlockBuilder block, int input) {
        List<Block.Node> nodes = tail.block().nodes();
        boolean[] needed = new boolean[nodes.size() + 1];
        needed[tail.map()] |= reads(Backbone.MAP);
        needed[tail.vector()] |= reads(Backbone.VECTOR);
        for (int i = nodes.size(); i > 0; i--) {
            if (needed[i]) {
                nodes.get(i - 1).inputs().forEach(in -> needed[in] = true);
            }
        }
        Map<Integer, Integer> made = new LinkedHashMap<>(Map.of(0, input));
        for (int i = 1; i < needed.length; i++) {
            if (needed[i]) {
                Block.Node node = nodes.get(i - 1);
                made.put(
                        i,
                        block.add(
                                node.layer(),
                                node.inputs().stream().mapToInt(made::get).toArray()));
            }
        }
        return made;
    }

    private Stream<Read> reads() {
        return values.stream().filter(Read.class::isInstance).map(Read.class::cast);
    }

    private boolean reads(String feature) {
        return reads().anyMatch(read -> feature.equals(read.feature()));
    }

    private void rejectUnread() {
        boolean[] read = new boolean[values.size()];
        for (Value value : values) {
            if (value instanceof Made made) {
                Arrays.stream(made.inputs()).forEach(in -> read[in] = true);
            }
        }
        outputs.values().forEach(v -> read[v] = true);
        for (int v = 0; v < read.length; v++) {
            Check.that(
                    read[v],
                    "head: nothing reads %s; make it an output or leave it out",
                    values.get(v) instanceof Made made ? made.layer() : "feature " + ((Read) values.get(v)).feature());
        }
    }
}
