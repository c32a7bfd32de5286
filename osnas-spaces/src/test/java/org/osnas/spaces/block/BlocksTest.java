package org.osnas.spaces.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.spaces.block.Blocks.averagePool;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.depthwise;
import static org.osnas.spaces.block.Blocks.fbnet;
import static org.osnas.spaces.block.Blocks.identity;
import static org.osnas.spaces.block.Blocks.mixconv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.shuffle;
import static org.osnas.spaces.block.Blocks.shuffleXception;
import static org.osnas.spaces.block.Blocks.skip;
import static org.osnas.spaces.block.Blocks.squeezeExcite;
import static org.osnas.spaces.block.Blocks.zero;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Activation.Function;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;

class BlocksTest {

    private static final Shape INPUT = new Shape(8, 8, 8);

    /** Parameters counted by an independent implementation for 8 channels in. */
    static List<Arguments> counted() {
        return List.of(
                Arguments.of(mobile(3, 3), 8, 1, 712),
                Arguments.of(mobile(5, 6), 12, 2, 2376),
                Arguments.of(mobile(3, 1), 8, 1, 168),
                Arguments.of(mobile(3, 1).withGroups(2), 8, 1, 136),
                Arguments.of(mobile(3, 3).withSqueezeExcite(), 8, 1, 1030),
                Arguments.of(mobile(3, 2).withActivation(Function.PRELU), 8, 1, 512),
                Arguments.of(shuffle(3), 8, 1, 92),
                Arguments.of(shuffle(5), 12, 2, 546),
                Arguments.of(shuffleXception(), 8, 1, 204),
                Arguments.of(shuffleXception(), 12, 2, 524),
                Arguments.of(mixconv(3, 3, 5, 7), 8, 1, 1160),
                Arguments.of(mobile(3, 2).withGroups(2).withChannelShuffle(), 8, 1, 352),
                Arguments.of(averagePool(3), 8, 2, 0),
                Arguments.of(squeezeExcite(), 8, 1, 42),
                Arguments.of(skip(), 12, 2, 120),
                Arguments.of(skip(), 8, 2, 0),
                Arguments.of(skip(), 8, 1, 0),
                Arguments.of(zero(), 12, 2, 0),
                Arguments.of(conv(3), 12, 2, 888),
                Arguments.of(depthwise(5), 8, 1, 216));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void parametersAndShapes(BlockTemplate template, int out, int stride, long params) {
        Block block = template.at(8, out, stride);
        assertThat(block.name()).isEqualTo(template.name());
        assertThat(block.params()).isEqualTo(params);
        assertThat(block.outputShape(INPUT)).isEqualTo(new Shape(8 / stride, 8 / stride, out));
        assertThat(block.outputShape(new Shape(7, 5, 8))).isEqualTo(new Shape(7, 5, 8).strided(stride, out));
    }

    /** Parameters counted by hand: weights of the convolutions, then two for each channel of an affine batch norm. */
    @Test
    void publishedBlocks() {
        Block grouped = fbnet(3, 1, 2).at(8, 8, 1);
        assertThat(grouped.params()).isEqualTo((32 + 72 + 32) + 2 * (8 + 8 + 8));
        assertThat(kinds(grouped)).containsSubsequence("conv2d", "channel_shuffle", "depthwise", "conv2d", "add");
        assertThat(kinds(fbnet(3, 6, 1).at(8, 12, 1))).doesNotContain("channel_shuffle", "add");

        Block narrow = new SposBlock(3, false).at(8, 12, 2);
        assertThat(narrow.params()).isEqualTo((72 + 64) + (48 + 54 + 24));
        assertThat(narrow.outputShape(INPUT)).isEqualTo(new Shape(4, 4, 12));
        Block xception = new SposBlock(3, true).at(8, 8, 1);
        assertThat(xception.params()).isEqualTo(3 * (36 + 16));
    }

    @Test
    void identityExistsOnlyWhereNothingChanges() {
        assertThat(identity().at(8, 8, 1).isIdentity()).isTrue();
        assertThatThrownBy(() -> identity().at(8, 12, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessage("identity needs equal widths and stride 1, got 8 to 12 channels with stride 2; use skip");
    }

    @Test
    void mobileResidualOnlyWhereShapesAgree() {
        assertThat(kinds(mobile(3, 3).at(8, 8, 1))).endsWith("batch_norm", "add");
        assertThat(kinds(mobile(3, 3).at(8, 12, 1))).doesNotContain("add");
        assertThat(kinds(mobile(3, 3).at(8, 8, 2))).doesNotContain("add");
    }

    @Test
    void squeezeExciteStandsBetweenActivationAndProjection() {
        assertThat(kinds(mobile(3, 3)
                        .withSqueezeExcite()
                        .withActivation(Function.H_SWISH)
                        .at(8, 12, 1)))
                .containsExactly(
                        "conv2d",
                        "batch_norm",
                        "h_swish",
                        "depthwise",
                        "batch_norm",
                        "h_swish",
                        "squeeze_excite",
                        "conv2d",
                        "batch_norm");
        assertThat(mobile(3, 1).withSqueezeExcite().at(2, 2, 1).weights())
                .as("reduced width is at least 1")
                .anyMatch(w -> w.name().endsWith("squeeze_bias") && w.shape().equals(List.of(1)));
    }

    @Test
    void groupsDivideBothPointwiseConvolutions() {
        Block block = mobile(3, 3).withGroups(2).at(8, 12, 1);
        List<Weight> kernels = block.weights().stream()
                .filter(w -> w.role() == Weight.Role.KERNEL)
                .toList();
        assertThat(kernels)
                .extracting(Weight::shape)
                .containsExactly(
                        List.of(1, 1, 4, 12), List.of(1, 1, 4, 12), List.of(1, 1, 12, 6), List.of(1, 1, 12, 6));
        assertThatThrownBy(() -> mobile(3, 1).withGroups(3).at(8, 8, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("groups (3) must divide the channels in (8) and out (8)");
    }

    @Test
    void namesTellTheTemplatesApart() {
        assertThat(mobile(3, 6).name()).isEqualTo("k3e6");
        assertThat(mobile(5, 1).withGroups(2).name()).isEqualTo("k5e1g2");
        assertThat(mobile(5, 3)
                        .withSqueezeExcite()
                        .withActivation(Function.H_SWISH)
                        .name())
                .isEqualTo("k5e3_se_h_swish");
        assertThat(conv(3).linear().name()).isEqualTo("conv3_linear");
        assertThat(conv(1).withGroups(4).withActivation(Function.RELU).name()).isEqualTo("conv1g4_relu");
        assertThat(depthwise(7).linear().name()).isEqualTo("dw7_linear");
    }

    @Test
    void shuffleBlocksPassTheFirstHalf() {
        assertThat(shuffle(3).at(8, 8, 1).nodes().get(0).layer()).isEqualTo(new org.osnas.api.space.ChannelPart(2, 0));
        assertThat(kinds(shuffle(3).at(8, 8, 1))).endsWith("concat", "channel_shuffle");
        assertThat(kinds(shuffle(3).at(8, 12, 1))).as("two full branches").doesNotContain("split");
    }

    @Test
    void impossibleTemplatesAreRefused() {
        assertThatThrownBy(() -> shuffle(3).at(8, 9, 2))
                .hasMessage("a shuffle block needs an even number of channels, got 9");
        assertThatThrownBy(() -> mixconv(3, 3)).hasMessage("mixconv needs at least two kernels, got [3]");
        assertThatThrownBy(() -> mixconv(1, 3, 5, 7).at(8, 8, 1))
                .hasMessage("mixconv of 3 kernels needs a width divisible by that, got 8");
        assertThatThrownBy(() -> mobile(4, 3)).hasMessage("kernel must be odd and positive, got 4");
        assertThatThrownBy(() -> mobile(3, 0)).hasMessage("expansion must be at least 1, got 0");
        assertThatThrownBy(() -> conv(3).withGroups(0)).hasMessage("groups must be at least 1, got 0");
        assertThatThrownBy(() -> depthwise(3).at(8, 12, 1))
                .hasMessage("a depthwise block keeps its channels, but it was asked to turn 8 into 12");
        assertThatThrownBy(() -> averagePool(3).at(8, 12, 1))
                .hasMessage("average pooling keeps its channels, but it was asked to turn 8 into 12");
        assertThatThrownBy(() -> squeezeExcite().at(8, 8, 2))
                .hasMessage("squeeze-excite needs equal widths and stride 1, got 8 to 8 channels with stride 2; "
                        + "use a mobile block with squeeze-excite");
    }

    private static List<String> kinds(Block block) {
        return block.nodes().stream().map(n -> n.layer().kind()).toList();
    }
}
