package org.osnas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.OnnxLayer;
import org.osnas.api.task.OnnxNodes;
import org.osnas.api.task.SameDiffLayer;
import org.osnas.core.supernet.Supernet;

/** Names, metadata, custom layers and the structure of models. */
class OnnxModelTest {

    @TempDir
    Path folder;

    /** x · sigmoid(slope · x), in SameDiff and in ONNX. */
    record Swish(int channels) implements SameDiffLayer, OnnxLayer {
        @Override
        public String kind() {
            return "swish";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public List<Weight> weights() {
            return List.of(new Weight("slope", List.of(channels), Weight.Role.GAMMA));
        }

        @Override
        public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights) {
            SDVariable x = inputs.get(0);
            return x.mul(graph.nn().sigmoid(x.mul(weights.get(0))));
        }

        @Override
        public String toOnnx(OnnxNodes nodes, List<String> inputs, List<Shape> shapes, List<float[]> weights) {
            String slope = nodes.constant("slope", weights.get(0), channels, 1, 1);
            String gate = nodes.node("Sigmoid", List.of(nodes.node("Mul", List.of(inputs.get(0), slope))));
            return nodes.node("Mul", List.of(inputs.get(0), gate));
        }
    }

    /** A layer that only SameDiff knows. */
    record Square() implements SameDiffLayer {
        @Override
        public String kind() {
            return "square";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights) {
            return graph.math().square(inputs.get(0));
        }
    }

    private static Supernet network(Layer own) {
        SearchSpace space = SearchSpace.classifier(
                "own",
                new Shape(6, 6, 2),
                3,
                Block.sequence("stem", Conv2d.of(2, 4, 3, 1)),
                List.of(ChoiceLayer.of(Block.sequence("block", own))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 3, true)));
        return Supernet.create(space, 1);
    }

    private static OnnxModel model(Layer own, OnnxOptions options) {
        try (Supernet network = network(own)) {
            return OnnxModel.of(network.standalone(Networks.only(network)), options);
        }
    }

    @Test
    void aCustomLayerSaysHowItBecomesOnnx() {
        try (Supernet network = network(new Swish(4))) {
            INDArray slope = network.network().block(0, 0).weights().array(0);
            slope.assign(org.nd4j.linalg.factory.Nd4j.createFromArray(0.5f, 1f, 2f, -1f));
            OnnxModel model = OnnxModel.of(network.standalone(Networks.only(network)), OnnxOptions.DEFAULT);
            INDArray images = Networks.images(network.space().input(), 2, new Random(1));
            assertThat(Networks.difference(network, model, images)).isLessThan(1e-6);
            assertThat(model.nodes()).contains("layer0.swish0", "layer0.swish0.sigmoid");
        }
    }

    @Test
    void aLayerThatOnlySameDiffKnowsIsRefusedByName() {
        assertThatThrownBy(() -> model(new Square(), OnnxOptions.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("layer0.square0")
                .hasMessageContaining(Square.class.getName())
                .hasMessageContaining(OnnxLayer.class.getName());
    }

    @Test
    void nodesHaveTheNamesOfLayersAndAFileHasTheMetadata() throws IOException {
        OnnxModel model = model(new Swish(4), OnnxOptions.DEFAULT.withMetadata(Map.of("classes", "[\"a\",\"ä\"]")));
        assertThat(model.nodes()).contains("stem.conv2d0", "head.linear1");
        Path file = folder.resolve("sub/net.onnx");
        model.save(file);
        ModelProto read = ModelProto.parseFrom(Files.readAllBytes(file));
        assertThat(read.getIrVersion()).isEqualTo(8);
        assertThat(read.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(read.getMetadataProps(0).getKey()).isEqualTo("classes");
        assertThat(read.getMetadataProps(0).getValue()).isEqualTo("[\"a\",\"ä\"]");
        assertThat(read.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("batch");
        assertThat(read.getGraph().getOutput(0).getName()).isEqualTo("logits");
    }

    @Test
    void brokenModelsAreFound() throws IOException {
        ModelProto good =
                ModelProto.parseFrom(model(new Swish(4), OnnxOptions.DEFAULT).bytes());
        assertThat(OnnxStructure.problems(good)).isEmpty();
        ModelProto.Builder backwards = good.toBuilder();
        NodeProto first = good.getGraph().getNode(0);
        backwards.getGraphBuilder().removeNode(0).addNode(first);
        assertThat(OnnxStructure.problems(backwards.build()))
                .anyMatch(problem -> problem.contains("reads stem.conv2d0, which nothing before it gives"));
        ModelProto.Builder twice = good.toBuilder();
        twice.getGraphBuilder().addNode(first);
        assertThat(OnnxStructure.problems(twice.build())).anyMatch(problem -> problem.contains("given twice"));
        ModelProto.Builder cut = good.toBuilder();
        cut.getGraphBuilder().getInitializerBuilder(0).setDims(0, 99);
        assertThat(OnnxStructure.problems(cut.build())).anyMatch(problem -> problem.contains("bytes for"));
        ModelProto.Builder foreign = good.toBuilder();
        foreign.getGraphBuilder().getNodeBuilder(0).getAttributeBuilder(0).setName("grupo");
        assertThat(OnnxStructure.problems(foreign.build())).anyMatch(problem -> problem.contains("grupo"));
    }
}
