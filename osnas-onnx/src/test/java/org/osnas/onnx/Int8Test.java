package org.osnas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.supernet.Supernet;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.block.Blocks;

/** Models in eight bits give nearly what their floats give, and are smaller. */
class Int8Test {

    private static final SearchSpace SPACE = SpaceBuilder.space("int8", new Shape(12, 12, 3))
            .stem(Blocks.conv(3), 8, 2)
            .choices(
                    Blocks.mobile(3, 3).withSqueezeExcite(),
                    Blocks.mobile(5, 2).withGroups(2),
                    Blocks.averagePool(3),
                    Blocks.skip())
            .layers(3, 16, 1)
            .build()
            .classifier(5);

    private final Random random = new Random(1);

    private List<OnnxRuntimeNetwork.Tensor> inputs(int batches) {
        List<OnnxRuntimeNetwork.Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            INDArray images = Networks.images(SPACE.input(), 8, random);
            inputs.add(new OnnxRuntimeNetwork.Tensor(
                    images.permute(0, 3, 1, 2).dup('c').data().asFloat(), 8, 3, 12, 12));
        }
        return inputs;
    }

    @ParameterizedTest
    @EnumSource
    void outputsAreNearThoseOfFloats(Calibration calibration) {
        for (Architecture architecture : List.of(Architecture.of(0, 1, 3), Architecture.of(1, 2, 0))) {
            try (Supernet network = Networks.random(SPACE, architecture, random)) {
                OnnxModel floats = OnnxModel.of(network.standalone(Networks.only(network)), OnnxOptions.DEFAULT);

                OnnxModel integers = Int8.quantized(floats, inputs(4), calibration);

                float[] logits = logits(floats);
                float[] rounded = logits(integers);
                double error = 0;
                double size = 0;
                for (int i = 0; i < logits.length; i++) {
                    error += Math.pow(logits[i] - rounded[i], 2);
                    size += Math.pow(logits[i], 2);
                }
                assertThat(Math.sqrt(error / size)).isBetween(1e-6, 0.1);
                assertThat(integers.operators())
                        .containsKeys("QuantizeLinear", "DequantizeLinear")
                        .containsEntry("Conv", floats.operators().get("Conv"));
                assertThat(integers.metadata()).isEqualTo(floats.metadata());
                assertThat(mostWeight(integers)).isEqualTo(64);
            }
        }
    }

    /** Greatest integer that stands for a weight: with more than 64, sums of 16 bits overflow on older processors. */
    private static int mostWeight(OnnxModel model) {
        return model.proto().getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().endsWith(".int8"))
                .map(tensor -> tensor.getRawData().toByteArray())
                .flatMapToInt(bytes -> IntStream.range(0, bytes.length).map(i -> Math.abs(bytes[i])))
                .max()
                .orElseThrow();
    }

    private float[] logits(OnnxModel model) {
        try (OnnxRuntimeNetwork network = OnnxRuntimeNetwork.load(model.bytes(), 1)) {
            random.setSeed(9);
            return network.run(inputs(1).get(0)).get("logits").values();
        }
    }

    @Test
    void percentilesLeaveOutlyingValuesAside() {
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 100;
        }
        values[7] = 1e6f;
        assertThat(Calibration.MIN_MAX.ends(values)).containsExactly(0, 1e6f);
        assertThat(Calibration.PERCENTILE.ends(values)).containsExactly(0, 99);
    }

    @Test
    void withoutInputsOrForImagesItIsRefused() {
        try (Supernet network = Networks.random(SPACE, Architecture.of(2, 2, 2), random)) {
            OnnxModel floats = OnnxModel.of(network.standalone(Networks.only(network)), OnnxOptions.DEFAULT);
            assertThatThrownBy(() -> Int8.quantized(floats, List.of(), Calibration.MIN_MAX))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("calibration inputs");
            OnnxModel images = OnnxModel.of(
                    network.standalone(Networks.only(network)),
                    OnnxOptions.DEFAULT.withImages(DataDescription.ofClasses(SPACE.input(), 5)));
            assertThatThrownBy(() -> Int8.quantized(images, inputs(1), Calibration.MIN_MAX))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("prepared inputs");
        }
    }
}
