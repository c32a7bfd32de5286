package org.osnas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Predictor;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.space.TaskHead;
import org.osnas.api.space.Upsample;
import org.osnas.api.spi.Settings;
import org.osnas.core.supernet.Supernet;
import org.osnas.spaces.Mobilefacenet;
import org.osnas.spaces.file.YamlSpaceReader;
import org.osnas.tasks.detection.CenterHead;
import org.osnas.tasks.detection.SsdHead;
import org.osnas.tasks.verification.VerificationHead;

/** What ONNX Runtime computes is what our plans compute. */
class ParityTest {

    private static final double MOST = 1e-4;

    @TempDir
    Path folder;

    static Stream<SpaceProvider> prebuilt() {
        return ServiceLoader.load(SpaceProvider.class).stream().map(ServiceLoader.Provider::get);
    }

    private static Shape small(Shape shape) {
        return shape.height() > 64 ? new Shape(64, 64, shape.channels()) : shape;
    }

    @ParameterizedTest
    @MethodSource("prebuilt")
    void everyPrebuiltSpaceGivesTheSameOutputs(SpaceProvider provider) {
        SearchSpace space = provider.create(small(provider.defaultInput()), Settings.empty())
                .classifier(10);
        Random random = new Random(provider.name().hashCode());
        requireParity(space, Networks.draw(space, random), random);
    }

    @Test
    void allBlocksOfFilesGiveTheSameOutputs() throws IOException {
        SearchSpace space = allBlocks().classifier(7);
        Random random = new Random(5);
        // Candidate i in every layer, and so each block with a stride and with another width, then some mixtures.
        for (int i = 0; i < space.sizes()[0]; i++) {
            int[] choices = new int[space.depth()];
            for (int l = 0; l < choices.length; l++) {
                choices[l] = Math.min(i, space.sizes()[l] - 1);
            }
            requireParity(space, Architecture.of(choices), random);
        }
        for (int i = 0; i < 3; i++) {
            requireParity(space, Networks.draw(space, random), random);
        }
    }

    @Test
    void unifiedStagesGiveTheSameOutputs() throws IOException {
        SearchSpace space = read(
                        "unified.yaml",
                        """
                input: 12x12x3
                classes: 4
                stem:
                  - {block: conv, kernel: 3, width: 8, activation: h-swish}
                candidates:
                  - {block: depthwise, kernel: 3}
                  - {block: depthwise, kernel: 5}
                  - zero
                layers:
                  - {count: 1, width: 8, sub-blocks: 3}
                  - {count: 1, width: 12, stride: 2, sub-blocks: 3}
                tail:
                  - {block: conv, kernel: 1, width: 16}
                """)
                .classifier(4);
        Random random = new Random(6);
        requireParity(space, Architecture.of(0, 1, 2, 1, 1, 0), random);
        requireParity(space, Architecture.of(2, 2, 2, 0, 2, 2), random);
    }

    @Test
    void headsWithSeveralOutputsGiveTheSameOutputs() throws IOException {
        SearchSpace space = allBlocks().with(head -> {
            int early = head.read("stride2");
            int y = head.then(early, Conv2d.of(head.shape(early).channels(), 6, 3, 1), BatchNorm.of(6));
            head.output("heatmap", head.then(y, new Conv2d(6, 3, 1, 1, 1, true)));
            head.output("size", head.then(y, Conv2d.of(6, 2, 1, 1)));
            head.output("rare", head.then(y, new Upsample(3), new Predictor(6, 4, true)));
            int map = head.read("map");
            head.output("deep", head.then(map, Conv2d.of(head.shape(map).channels(), 5, 1, 1)));
        });
        requireParity(space, Networks.draw(space, new Random(1)), new Random(2));
        SearchSpace embedding = allBlocks().with(head -> {
            int map = head.read("map");
            head.output(
                    "embedding",
                    head.then(
                            map,
                            Conv2d.of(head.shape(map).channels(), 12, 1, 1),
                            BatchNorm.of(12),
                            new GlobalAveragePool(),
                            new L2Norm(12)));
        });
        requireParity(embedding, Networks.draw(embedding, new Random(3)), new Random(4));
    }

    static Stream<TaskHead> heads() {
        return Stream.of(
                new VerificationHead(32, true, VerificationHead.Pooling.DEPTHWISE),
                new VerificationHead(16, false, VerificationHead.Pooling.DEPTHWISE),
                new VerificationHead(16, true, VerificationHead.Pooling.AVERAGE),
                new CenterHead(3, 4, 2, 8),
                new SsdHead(3, 8, 2, 8));
    }

    /** MobileFaceNet's head among them, on a map that is wider than high. */
    @ParameterizedTest
    @MethodSource("heads")
    void headsOfTasksGiveTheSameOutputs(TaskHead head) {
        SearchSpace space = new Mobilefacenet()
                .create(new Shape(64, 96, 3), Settings.empty())
                .with(head);
        requireParity(space, Networks.draw(space, new Random(8)), new Random(9));
    }

    private Backbone allBlocks() throws IOException {
        return read(
                "all.yaml",
                """
                input: 13x13x3
                classes: 7
                stem:
                  - {block: conv, kernel: 3, width: 8, stride: 2}
                candidates:
                  - {block: conv, kernel: 3}
                  - {block: mobile, kernel: 3, expansion: 3}
                  - {block: mobile, kernel: 5, expansion: 3, squeeze-excite: true, activation: h-swish}
                  - {block: mobile, kernel: 3, expansion: 2, groups: 2, channel-shuffle: true, activation: prelu}
                  - {block: fbnet, kernel: 3, expansion: 2}
                  - {block: fbnet, kernel: 3, expansion: 2, groups: 2}
                  - {block: shuffle, kernel: 3}
                  - shuffle-xception
                  - {block: mixconv, kernels: [3, 5], expansion: 2}
                  - {block: average-pool, kernel: 3}
                  - squeeze-excite
                  - skip
                  - zero
                layers:
                  - {count: 2, width: 8}
                  - {count: 2, width: 16, stride: 2}
                  - {width: 16, candidates: [identity, {block: depthwise, kernel: 5}, {block: conv, kernel: 1, activation: sigmoid}]}
                tail:
                  - {block: conv, kernel: 1, width: 16}
                  - {block: linear, width: 12}
                """);
    }

    private Backbone read(String name, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(name), yaml);
        SpaceProvider provider = new YamlSpaceReader().read(file);
        return provider.create(provider.defaultInput(), Settings.empty());
    }

    private static void requireParity(SearchSpace space, Architecture architecture, Random random) {
        try (Supernet network = Networks.random(space, architecture, random)) {
            INDArray images = Networks.images(space.input(), 3, random);
            StandaloneNetwork values = network.standalone(Networks.only(network));
            OnnxModel plain = OnnxModel.of(values, OnnxOptions.DEFAULT.withFolded(false));
            OnnxModel folded = OnnxModel.of(values, OnnxOptions.DEFAULT);
            String what = architecture + " of " + space.name();
            assertThat(Networks.difference(network, plain, images)).as(what).isLessThan(MOST);
            assertThat(Networks.difference(network, folded, images))
                    .as(what + ", folded")
                    .isLessThan(MOST);
            assertThat(plain.operators()).containsKey("BatchNormalization");
            assertThat(folded.nodes()).hasSizeLessThan(plain.nodes().size());
        }
    }
}
