package org.osnas.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.GraphProto;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;

/** Writes the blocks of a network into one graph. */
final class NetworkWriter {

    private final GraphWriter graph;
    private final boolean folds;

    private NetworkWriter(GraphWriter graph, boolean folds) {
        this.graph = graph;
        this.folds = folds;
    }

    /**
     * @param options whether normalisations are taken into weights, and what becomes of images
     * @throws BadInputException naming the layer that ONNX cannot express
     */
    static GraphProto write(StandaloneNetwork network, OnnxOptions options) {
        GraphWriter graph = new GraphWriter(network.space().name());
        Value x = input(graph, network.input(), options.images());
        NetworkWriter writer = new NetworkWriter(graph, options.folded());
        List<StandaloneNetwork.Part> parts = network.parts();
        List<Value> behind = new ArrayList<>();
        for (StandaloneNetwork.Part part : parts.subList(0, parts.size() - 1)) {
            behind.add(writer.append(part, List.of(behind.isEmpty() ? x : behind.get(behind.size() - 1)))
                    .get(0));
        }
        List<Value> features =
                network.space().head().sources().stream().map(behind::get).toList();
        List<Value> outputs = writer.append(parts.get(parts.size() - 1), features);
        for (int i = 0; i < outputs.size(); i++) {
            graph.output(network.space().head().outputs().get(i), outputs.get(i));
        }
        if (options.images().isPresent()
                && outputs.size() == 1
                && isClassifier(options.images().get(), outputs.get(0))) {
            graph.begin("softmax");
            Value logits = outputs.get(0);
            String softmax = graph.node("Softmax", List.of(logits.name()), Map.of("axis", 1L));
            graph.output(OnnxModel.PROBABILITIES, new Value(softmax, logits.shape(), logits.vector()));
        }
        return graph.build();
    }

    private static Value input(GraphWriter graph, Shape shape, Optional<DataDescription> images) {
        if (images.isPresent()) {
            Check.that(
                    images.get().input().equals(shape),
                    "The network takes inputs of %s, but the data gives %s",
                    shape,
                    images.get().input());
            return new Value(new ImageInput(graph, images.get()).add(OnnxModel.IMAGE), shape, false);
        }
        Value x = new Value(OnnxModel.INPUT, shape, false);
        graph.input(x);
        return x;
    }

    private static boolean isClassifier(DataDescription data, Value output) {
        return data.labels() == LabelKind.CLASS
                && output.vector()
                && output.shape().channels() == data.names().size();
    }

    private List<Value> append(StandaloneNetwork.Part part, List<Value> inputs) {
        Block block = part.block();
        List<Shape> shapes = block.shapes(part.inputs());
        List<List<float[]>> weights = byNode(block, part.weights());
        Map<Integer, Integer> normalised = folds ? normalisations(block) : Map.of();
        List<Value> values = new ArrayList<>(inputs);
        for (int n = 0; n < block.nodes().size(); n++) {
            Block.Node node = block.nodes().get(n);
            List<Value> read = node.inputs().stream().map(values::get).toList();
            boolean taken = normalised.containsValue(n);
            Optional<Normalisation> behind = Optional.ofNullable(normalised.get(n))
                    .map(b -> Normalisation.of((BatchNorm) block.nodes().get(b).layer(), weights.get(b)));
            String name = taken
                    ? read.get(0).name()
                    : add(part.name() + "." + node.name(), node.layer(), read, weights.get(n), behind);
            Value value = new Value(name, shapes.get(block.inputs() + n), LayerWriter.givesVector(node.layer(), read));
            if (values.stream().noneMatch(known -> known.name().equals(name))) {
                graph.describe(value);
            }
            values.add(value);
        }
        return block.outputs().stream().map(values::get).toList();
    }

    private String add(
            String name, Layer layer, List<Value> inputs, List<float[]> weights, Optional<Normalisation> behind) {
        graph.begin(name);
        try {
            return graph.end(new LayerWriter(graph, inputs, weights, behind).write(layer));
        } catch (BadInputException e) {
            throw new BadInputException("Layer " + name + " cannot be exported to ONNX: " + e.getMessage(), e);
        }
    }

    private static List<List<float[]>> byNode(Block block, List<float[]> weights) {
        List<List<float[]>> byNode = new ArrayList<>();
        int at = 0;
        for (Block.Node node : block.nodes()) {
            int count = node.layer().weights().size();
            byNode.add(weights.subList(at, at + count));
            at += count;
        }
        return byNode;
    }

    /** By the node of a convolution or linear layer that of the normalisation that alone reads it. */
    private static Map<Integer, Integer> normalisations(Block block) {
        Map<Integer, List<Integer>> readers = new HashMap<>();
        for (int n = 0; n < block.nodes().size(); n++) {
            for (int value : block.nodes().get(n).inputs()) {
                readers.computeIfAbsent(value, v -> new ArrayList<>()).add(n);
            }
        }
        Map<Integer, Integer> found = new HashMap<>();
        for (int n = 0; n < block.nodes().size(); n++) {
            int value = block.inputs() + n;
            List<Integer> of = readers.getOrDefault(value, List.of());
            if (LayerWriter.folds(block.nodes().get(n).layer())
                    && of.size() == 1
                    && block.nodes().get(of.get(0)).layer() instanceof BatchNorm
                    && !block.outputs().contains(value)) {
                found.put(n, of.get(0));
            }
        }
        return found;
    }
}
