package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;

class SearchSpaceTest {

    private static final Shape INPUT = new Shape(8, 8, 3);
    private static final Block STEM = Block.sequence("stem", Conv2d.of(3, 4, 3, 2));
    private static final Block HEAD = Block.sequence("head", new GlobalAveragePool(), new Linear(6, 2, true));
    private static final ChoiceLayer FIRST =
            ChoiceLayer.of(Block.sequence("k3", Conv2d.of(4, 6, 3, 1)), Block.sequence("k5", Conv2d.of(4, 6, 5, 1)));
    private static final ChoiceLayer SECOND =
            ChoiceLayer.of(Block.sequence("k3", Conv2d.of(6, 6, 3, 1)), Block.sequence("skip"));

    private static SearchSpace space(String name, Shape input, ChoiceLayer... layers) {
        return SearchSpace.classifier(name, input, 2, STEM, List.of(layers), HEAD);
    }

    private final SearchSpace space = space("toy", INPUT, FIRST, SECOND);

    @Test
    void sizesAndShapes() {
        assertThat(space.size()).isEqualTo(BigInteger.valueOf(4));
        assertThat(space.sizes()).containsExactly(2, 2);
        assertThat(space.inputOf(0)).isEqualTo(new Shape(4, 4, 4));
        assertThat(space.inputOf(2)).isEqualTo(new Shape(4, 4, 6));
        assertThat(space.supernetParams()).isEqualTo(9 * 12 + 9 * 24 + 25 * 24 + 9 * 36 + 14);
        assertThat(space).hasToString("toy (8x8x3, 2 layers, 4 architectures)");
    }

    @Test
    void networkIsStemChoicesHead() {
        assertThat(space.network(Architecture.of(1, 0)))
                .containsExactly(
                        STEM, FIRST.candidates().get(1), SECOND.candidates().get(0), HEAD);
    }

    @Test
    void fingerprintIsStable() {
        assertThat(space.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(space("toy", INPUT, FIRST, SECOND).fingerprint()).isEqualTo(space.fingerprint());
    }

    @Test
    void fingerprintFollowsEveryPart() {
        ChoiceLayer other = ChoiceLayer.of(
                Block.sequence("k3", Conv2d.of(4, 6, 3, 1)), Block.sequence("k5", Conv2d.of(4, 6, 7, 1)));
        assertThat(List.of(
                        space,
                        space("toys", INPUT, FIRST, SECOND),
                        space("toy", new Shape(9, 8, 3), FIRST, SECOND),
                        space("toy", INPUT, other, SECOND),
                        space("toy", INPUT, FIRST),
                        space("toy", INPUT, FIRST, SECOND, SECOND),
                        SearchSpace.classifier(
                                "toy",
                                INPUT,
                                2,
                                Block.sequence("stem", Conv2d.of(3, 4, 5, 2)),
                                List.of(FIRST, SECOND),
                                HEAD),
                        SearchSpace.classifier(
                                "toy",
                                INPUT,
                                2,
                                STEM,
                                List.of(FIRST, SECOND),
                                Block.sequence("head", new GlobalAveragePool(), new Linear(6, 2, false)))))
                .extracting(SearchSpace::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void architecturesOfOtherSpacesAreRefused() {
        assertThat(space.check(Architecture.of(1, 1))).isEqualTo(Architecture.of(1, 1));
        assertThatThrownBy(() -> space.check(Architecture.of(1, 1, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Architecture 1,1,0 has 3 choices, but space toy has 2 choice layers");
        assertThatThrownBy(() -> space.network(Architecture.of(1, 2)))
                .hasMessage("Architecture 1,2 chooses 2 in layer 1, but space toy has candidates 0..1 there");
    }

    @Test
    void errorsNameLayerBlockAndNode() {
        assertThatThrownBy(() -> space("toy", INPUT, SECOND, FIRST))
                .isInstanceOf(ShapeException.class)
                .hasMessage("layer 0 block k3: conv2d0: conv2d expects 6 channels, gets 4");
        ChoiceLayer uneven = ChoiceLayer.of(
                Block.sequence("s1", Conv2d.of(4, 6, 3, 1)), Block.sequence("s2", Conv2d.of(4, 6, 3, 2)));
        assertThatThrownBy(() -> space("toy", INPUT, uneven))
                .hasMessage("layer 0 block s2: gives 2x2x6, but the blocks before it in this layer give 4x4x6");
        assertThatThrownBy(() -> space("toy", new Shape(8, 8, 1), FIRST))
                .hasMessage("stem: conv2d0: conv2d expects 3 channels, gets 1");
        assertThatThrownBy(() -> SearchSpace.classifier("toy", INPUT, 3, STEM, List.of(FIRST), HEAD))
                .hasMessage("head: gives 1x1x2, expected a vector of 3");
        assertThatThrownBy(() -> space("toy", INPUT)).hasMessage("space toy needs at least one choice layer");
    }

    @Test
    void candidatesNeedDifferentNames() {
        assertThatThrownBy(() -> ChoiceLayer.of(Block.sequence("a"), Block.sequence("a")))
                .hasMessage("candidate blocks of one layer need different names, got [a, a]");
        assertThatThrownBy(ChoiceLayer::of).hasMessage("a choice layer needs at least one candidate block");
    }
}
