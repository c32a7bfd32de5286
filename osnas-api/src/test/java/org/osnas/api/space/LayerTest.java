package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTest {

    private static final Shape IN = new Shape(9, 6, 8);

    static List<Arguments> layers() {
        return List.of(
                Arguments.of(
                        new Conv2d(8, 12, 3, 2, 2, true), new Shape(5, 3, 12), 2 * 9 * 4 * 6 + 12, 15 * 12 * 4 * 9),
                Arguments.of(new DepthwiseConv2d(8, 5, 3), new Shape(3, 2, 8), 200, 6 * 200),
                Arguments.of(BatchNorm.of(8), IN, 16, 0),
                Arguments.of(new BatchNorm(8, 0.1, 1e-5, false), IN, 0, 0),
                Arguments.of(Activation.relu6(8), IN, 0, 0),
                Arguments.of(new Activation(Activation.Function.PRELU, 8), IN, 8, 0),
                Arguments.of(new SqueezeExcite(8, 2), IN, 2 * 16 + 10, 32),
                Arguments.of(new Pool(Pool.Type.MAX, 2, 2), new Shape(5, 3, 8), 0, 0),
                Arguments.of(new GlobalAveragePool(), new Shape(1, 1, 8), 0, 0),
                Arguments.of(new Upsample(3), new Shape(27, 18, 8), 0, 0),
                Arguments.of(new Predictor(8, 5, true), new Shape(9, 6, 5), 45, 9 * 6 * 40),
                Arguments.of(new Zero(3, 2), new Shape(5, 3, 3), 0, 0),
                Arguments.of(new Dropout(0.5), IN, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void shapeParametersAndMacs(Layer layer, Shape out, long params, long macs) {
        assertThat(layer.outputShape(List.of(IN))).isEqualTo(out);
        assertThat(layer.weights().stream()
                        .filter(w -> w.role().trainable())
                        .mapToLong(Weight::length)
                        .sum())
                .isEqualTo(params);
        assertThat(layer.macs(List.of(IN))).isEqualTo(macs);
        assertThat(layer.weights()).extracting(Weight::name).doesNotHaveDuplicates();
        assertThatThrownBy(() -> layer.outputShape(List.of(IN, IN)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(layer.kind() + " takes one input, gets 2");
    }

    @Test
    void impossibleLayersAreRefused() {
        assertThatThrownBy(() -> Conv2d.of(8, 8, 2, 1)).hasMessage("kernel must be odd and positive, got 2");
        assertThatThrownBy(() -> Conv2d.of(0, 8, 1, 1)).hasMessage("in must be at least 1, got 0");
        assertThatThrownBy(() -> new DepthwiseConv2d(8, 3, 0)).hasMessage("stride must be at least 1, got 0");
        assertThatThrownBy(() -> new ChannelShuffle(1)).hasMessage("groups must be at least 2, got 1");
        assertThatThrownBy(() -> new Upsample(1)).hasMessage("factor must be at least 2, got 1");
        assertThatThrownBy(() -> new Predictor(8, 0, true)).hasMessage("out must be at least 1, got 0");
        assertThatThrownBy(() -> new ChannelPart(2, 2)).hasMessage("index must be in 0..1, got 2");
        assertThatThrownBy(() -> new Dropout(1)).hasMessage("rate must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new BatchNorm(8, 2, 1e-5, true))
                .hasMessage("momentum must be between 0.0 and 1.0, got 2.0");
    }

    @Test
    void impossibleInputsAreRefused() {
        assertThatThrownBy(() -> new Linear(8, 2, true).outputShape(List.of(IN)))
                .hasMessage("linear takes vectors (1x1x8), gets 9x6x8; pool first");
        assertThatThrownBy(() -> new ChannelShuffle(3).outputShape(List.of(IN)))
                .hasMessage("channel_shuffle needs channels divisible by 3, gets 8");
        assertThatThrownBy(() -> new Concat().outputShape(List.of(IN, new Shape(9, 5, 8))))
                .hasMessage("concat needs inputs of one size, gets 9x6x8 and 9x5x8");
        assertThatThrownBy(() -> new Concat().outputShape(List.of())).hasMessage("concat needs at least one input");
        assertThatThrownBy(() -> new Add().outputShape(List.of(IN))).hasMessage("add takes two inputs, gets 1");
    }

    @Test
    void shapesReadAndWriteTheirText() {
        assertThat(Shape.parse(" 32X16x3 ")).isEqualTo(new Shape(32, 16, 3)).hasToString("32x16x3");
        for (String wrong : List.of("", "32", "32x32", "32x32x3x1", "axbxc", "32x32x")) {
            assertThatThrownBy(() -> Shape.parse(wrong))
                    .hasMessage(
                            "'" + wrong + "' is not an input shape; write HEIGHTxWIDTHxCHANNELS, for example 32x32x3");
        }
        assertThatThrownBy(() -> Shape.parse("0x32x3")).hasMessageContaining("but got 0x32x3");
    }

    @Test
    void fingerprintsKnowAPartOfChannelsByItsFirstName() {
        assertThat(new ChannelPart(2, 1)).hasToString("Split[parts=2, index=1]");
    }
}
