package org.osnas.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.osnas.api.space.Block;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A network as a {@link ComputationGraph} of Deeplearning4j, which runs it, trains it on and saves it. It takes
 * {@code [batch, channels, height, width]} as {@value #INPUT}, normalised as the network was trained; its vertices are
 * called as the layers of the network, and its outputs as those of the head.
 *
 * <p>Layers are Deeplearning4j's own, but for {@link ShuffleLayer} and {@link ZeroLayer}: whoever loads a network that
 * has one of these needs this module.
 */
public final class Dl4jNetwork {

    /** Name of the input. */
    public static final String INPUT = "input";

    /** Name of a classifier's output. */
    public static final String PROBABILITIES = "probabilities";

    private static final double LEARNING_RATE = 1e-3;

    private Dl4jNetwork() {}

    /**
     * The network with the outputs of its head. {@code fit} needs a loss, which {@code TransferLearning} adds.
     *
     * @throws BadInputException naming the layer that Deeplearning4j cannot express
     */
    public static ComputationGraph of(StandaloneNetwork network) {
        return write(network, false);
    }

    /**
     * A classifier, whose only output {@value #PROBABILITIES} is the softmax of the network's only output, a vector of
     * logits, which keeps its name. It learns by cross entropy (one-hot labels, {@code fit} as it is).
     *
     * @throws BadInputException also if the network has several outputs, or a map
     */
    public static ComputationGraph classifier(StandaloneNetwork network) {
        Check.that(
                network.space().outputs().size() == 1,
                "A classifier has one output, but this network has %s",
                network.space().outputs().keySet());
        return write(network, true);
    }

    /** Saves a graph so that {@code ModelSerializer.restoreComputationGraph} reads it. */
    public static void save(ComputationGraph graph, Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            ModelSerializer.writeModel(graph, temporary.toFile(), false);
            Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ComputationGraph write(StandaloneNetwork network, boolean classifier) {
        Shape input = network.input();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(1)
                .activation(Activation.IDENTITY)
                .updater(new Adam(LEARNING_RATE))
                .graphBuilder()
                // Without types of inputs: every layer says its own, and what Deeplearning4j would infer behind its
                // SubsetVertex and MergeVertex is wrong.
                .addInputs(INPUT);
        GraphWriter graph = new GraphWriter(builder);
        List<StandaloneNetwork.Part> parts = network.parts();
        List<Value> behind = new ArrayList<>();
        Value x = new Value(INPUT, input, false);
        for (StandaloneNetwork.Part part : parts.subList(0, parts.size() - 1)) {
            x = append(graph, part, List.of(x)).get(0);
            behind.add(x);
        }
        List<Value> features =
                network.space().head().sources().stream().map(behind::get).toList();
        List<Value> outputs = append(graph, parts.get(parts.size() - 1), features);
        List<String> names = network.space().head().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            graph.layer(
                    names.get(i),
                    new ActivationLayer.Builder()
                            .activation(Activation.IDENTITY)
                            .build(),
                    outputs.get(i));
        }
        if (classifier) {
            Value logits = outputs.get(0);
            Check.that(logits.vector(), "A classifier gives a vector, but this network gives %s", logits.shape());
            graph.layer(
                    PROBABILITIES,
                    new LossLayer.Builder(LossFunction.MCXENT)
                            .activation(Activation.SOFTMAX)
                            .build(),
                    new Value(names.get(0), logits.shape(), true));
            builder.setOutputs(PROBABILITIES);
        } else {
            builder.setOutputs(names.toArray(String[]::new));
        }
        return graph.build();
    }

    private static List<Value> append(GraphWriter graph, StandaloneNetwork.Part part, List<Value> inputs) {
        Block block = part.block();
        List<Value> values = new ArrayList<>(inputs);
        int at = 0;
        for (Block.Node node : block.nodes()) {
            Layer layer = node.layer();
            int count = layer.weights().size();
            String name = part.name() + "." + node.name();
            List<Value> read = node.inputs().stream().map(values::get).toList();
            try {
                values.add(
                        new LayerWriter(graph, name, layer, read, part.weights().subList(at, at + count)).write(layer));
            } catch (BadInputException e) {
                throw new BadInputException(
                        "Layer " + name + " cannot be exported to Deeplearning4j: " + e.getMessage(), e);
            }
            at += count;
        }
        return block.outputs().stream().map(values::get).toList();
    }
}
