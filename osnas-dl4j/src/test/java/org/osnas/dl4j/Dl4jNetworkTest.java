package org.osnas.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Custom;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.Settings;
import org.osnas.core.supernet.Supernet;
import org.osnas.spaces.Spos;

/** A network of a space with shuffles, splits and groups is a graph that Deeplearning4j trains on. */
class Dl4jNetworkTest {

    private static final int CLASSES = 4;

    @TempDir
    Path folder;

    private static Supernet network(Random random) {
        SearchSpace space =
                new Spos().create(new Shape(16, 16, 3), Settings.empty()).classifier(CLASSES);
        return Networks.random(space, Networks.draw(space, random), random);
    }

    /** Images whose mean brightness says the class. */
    private static DataSet data(int count) {
        INDArray images = Nd4j.create(DataType.FLOAT, count, 3, 16, 16);
        INDArray labels = Nd4j.create(DataType.FLOAT, count, CLASSES);
        Random random = new Random(3);
        for (int i = 0; i < count; i++) {
            float level = i % CLASSES - 1.5f;
            INDArray image = images.slice(i);
            for (long j = 0; j < image.length(); j++) {
                image.putScalar(j, level + 0.1f * (float) random.nextGaussian());
            }
            labels.putScalar(i, i % CLASSES, 1);
        }
        return new DataSet(images, labels);
    }

    @Test
    void aClassifierGivesTheSoftmaxOfOurLogitsAndLearnsAsItIs() throws Exception {
        Random random = new Random(1);
        try (Supernet network = network(random)) {
            INDArray images = Networks.images(network.space().input(), 3, random);
            Path file = folder.resolve("net.zip");
            Dl4jNetwork.save(Dl4jNetwork.classifier(network.standalone(Networks.only(network))), file);
            ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile(), true);
            assertThat(graph.getConfiguration().getNetworkOutputs()).containsExactly(Dl4jNetwork.PROBABILITIES);
            INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
            INDArray logits = network.outputs(Networks.only(network), images).only();
            assertThat(graph.outputSingle(channelsFirst)
                            .sub(Transforms.softmax(logits.dup()))
                            .amaxNumber()
                            .doubleValue())
                    .isLessThan(1e-5);
            assertThat(graph.feedForward(channelsFirst, false)
                            .get("logits")
                            .sub(logits)
                            .amaxNumber()
                            .doubleValue())
                    .isLessThan(2e-5);

            DataSet data = data(16);
            double before = graph.score(data, true);
            for (int i = 0; i < 10; i++) {
                graph.fit(data);
            }
            assertThat(graph.score(data, true)).isLessThan(before * 0.8);
        }
    }

    @Test
    void transferLearningKeepsWhatIsFrozenAndTeachesAnotherOutput() {
        try (Supernet network = network(new Random(2))) {
            ComputationGraph graph = Dl4jNetwork.of(network.standalone(Networks.only(network)));
            List<String> names = graph.getConfiguration().getTopologicalOrderStr();
            String pooled = names.get(names.indexOf("logits") - 2);
            int channels = (int) graph.getLayer(names.get(names.indexOf("logits") - 1))
                    .getParam("W")
                    .size(0);
            ComputationGraph tuned = new TransferLearning.GraphBuilder(graph)
                    .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                            .updater(new Adam(1e-2))
                            .build())
                    .setFeatureExtractor(pooled)
                    .removeVertexAndConnections("logits")
                    .removeVertexAndConnections(names.get(names.indexOf("logits") - 1))
                    .addLayer(
                            "mine",
                            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                    .nIn(channels)
                                    .nOut(CLASSES)
                                    .weightInit(WeightInit.XAVIER)
                                    .activation(Activation.SOFTMAX)
                                    .build(),
                            pooled)
                    .setOutputs("mine")
                    .build();
            DataSet data = data(16);
            double before = tuned.score(data);
            for (int i = 0; i < 25; i++) {
                tuned.fit(data);
            }
            assertThat(tuned.score(data)).isLessThan(before * 0.8);
            String stem = names.stream()
                    .filter(name -> name.startsWith("stem.conv"))
                    .findFirst()
                    .orElseThrow();
            assertThat(tuned.getLayer(stem).getParam("W"))
                    .isEqualTo(graph.getLayer(stem).getParam("W"));
        }
    }

    /** A layer that only its author knows. */
    private record Own() implements Custom {
        @Override
        public String kind() {
            return "own";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }
    }

    @Test
    void aLayerOfSomebodyElseIsRefusedByName() {
        SearchSpace space = SearchSpace.classifier(
                "own",
                new Shape(4, 4, 1),
                2,
                Block.sequence("stem", Conv2d.of(1, 2, 3, 1), new Own()),
                List.of(ChoiceLayer.of(Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(2, 2, true)));
        StandaloneNetwork network = new StandaloneNetwork(
                space, List.of(List.of(new float[18]), List.of(), List.of(new float[4], new float[2])));
        assertThatThrownBy(() -> Dl4jNetwork.of(network))
                .hasMessageContaining("Layer stem.own")
                .hasMessageContaining("cannot be exported to Deeplearning4j")
                .hasMessageContaining("Export the network for SameDiff");
    }
}
