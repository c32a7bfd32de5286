package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;

class BlockTest {

    private static final Shape INPUT = new Shape(7, 5, 8);

    /** 1×1 to 24, depthwise 3×3, 1×1 to 8, plus the input. */
    private static Block residual() {
        BlockBuilder b = Block.builder("residual");
        int y = b.then(
                b.input(),
                Conv2d.of(8, 24, 1, 1),
                BatchNorm.of(24),
                Activation.relu6(24),
                new DepthwiseConv2d(24, 3, 1),
                BatchNorm.of(24),
                Conv2d.of(24, 8, 1, 1),
                BatchNorm.of(8));
        return b.build(b.add(new Add(), b.input(), y));
    }

    @Test
    void shapesOfAllValues() {
        assertThat(residual().shapes(INPUT))
                .extracting(Shape::channels)
                .containsExactly(8, 24, 24, 24, 24, 24, 8, 8, 8);
        assertThat(residual().outputShape(INPUT)).isEqualTo(INPUT);
    }

    @Test
    void parametersAndMacsCountedByHand() {
        Block block = residual();
        assertThat(block.params()).isEqualTo(8 * 24 + 48 + 9 * 24 + 48 + 24 * 8 + 16);
        assertThat(block.macs(INPUT)).isEqualTo(35 * (8 * 24 + 9 * 24 + 24 * 8));
        assertThat(block.convMacs(INPUT)).isEqualTo(block.macs(INPUT));
    }

    @Test
    void linearLayersAreMacsButNotConvolutionMacs() {
        Block head = Block.sequence("head", new GlobalAveragePool(), new Linear(8, 10, true));
        assertThat(head.macs(INPUT)).isEqualTo(80);
        assertThat(head.convMacs(INPUT)).isZero();
        assertThat(head.params()).isEqualTo(90);
    }

    @Test
    void weightsAreNamedByNodeAndUnique() {
        assertThat(residual().weights())
                .extracting(Weight::name)
                .doesNotHaveDuplicates()
                .startsWith("conv2d0.weight");
        assertThat(residual().weights())
                .filteredOn(w -> !w.role().trainable())
                .hasSize(6)
                .allMatch(w -> w.name().contains("running_"));
    }

    @Test
    void peakOfAChainIsTheLargestPairOfNeighbours() {
        // Values of 280, 840, 840, 280 floats, each dead after the next layer.
        Block chain = Block.sequence("chain", Conv2d.of(8, 24, 1, 1), Activation.relu6(24), Conv2d.of(24, 8, 1, 1));
        assertThat(chain.peakActivationBytes(INPUT)).isEqualTo(4 * (840 + 840));
    }

    @Test
    void peakOfAResidualKeepsTheInputAlive() {
        assertThat(residual().peakActivationBytes(INPUT)).isEqualTo(4 * (280 + 840 + 840));
        assertThat(Block.sequence("identity").peakActivationBytes(INPUT)).isEqualTo(4 * 280);
    }

    @Test
    void identityHasNoNodes() {
        Block identity = Block.sequence("skip");
        assertThat(identity.isIdentity()).isTrue();
        assertThat(identity.outputShape(INPUT)).isEqualTo(INPUT);
        assertThat(identity.params()).isZero();
    }

    @Test
    void errorsNameTheNode() {
        assertThatThrownBy(() -> residual().shapes(new Shape(7, 5, 16)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("conv2d0: conv2d expects 8 channels, gets 16");
        BlockBuilder b = Block.builder("bad");
        int y = b.then(b.input(), Conv2d.of(8, 8, 3, 2));
        Block bad = b.build(b.add(new Add(), b.input(), y));
        assertThatThrownBy(() -> bad.outputShape(INPUT))
                .hasMessage("add1: add needs equal shapes, gets 7x5x8 and 4x3x8");
    }

    @Test
    void valuesThatDoNotExistAreRefused() {
        BlockBuilder b = Block.builder("bad");
        assertThatThrownBy(() -> b.add(new Add(), 0, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("block bad: node 0 reads value 1, which does not exist yet (0..0)");
        assertThatThrownBy(() -> b.build(1)).hasMessage("block bad: output 1 does not exist (0..0)");
    }

    @Test
    void equalDescriptionsAreEqual() {
        assertThat(residual())
                .isEqualTo(residual())
                .hasSameHashCodeAs(residual())
                .hasToString(residual().toString());
        assertThat(Block.sequence("a")).isNotEqualTo(Block.sequence("b"));
        assertThat(Block.sequence("a", Conv2d.of(8, 8, 3, 1)).toString())
                .isNotEqualTo(Block.sequence("a", Conv2d.of(8, 8, 5, 1)).toString());
    }

    @Test
    void layersWithSeveralInputs() {
        BlockBuilder b = Block.builder("split");
        int left = b.add(new ChannelPart(2, 0), b.input());
        int right = b.then(b.add(new ChannelPart(2, 1), b.input()), Conv2d.of(4, 6, 3, 1));
        Block block = b.build(b.then(b.add(new Concat(), left, right), new ChannelShuffle(2)));
        assertThat(block.outputShape(INPUT)).isEqualTo(new Shape(7, 5, 10));
        assertThatThrownBy(() -> block.outputShape(new Shape(7, 5, 9)))
                .hasMessage("split0: split needs channels divisible by 2, gets 9");
        assertThat(block.weights()).extracting(Weight::shape).containsExactly(List.of(3, 3, 4, 6));
    }
}
