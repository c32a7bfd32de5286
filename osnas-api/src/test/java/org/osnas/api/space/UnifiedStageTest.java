package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.Metric;
import org.osnas.api.spi.BadInputException;

class UnifiedStageTest {

    private static final Shape INPUT = new Shape(8, 8, 3);

    private static Block kernel(int channels, int k, int stride) {
        return Block.sequence(
                "k" + k, new DepthwiseConv2d(channels, k, stride), BatchNorm.of(channels), Activation.relu6(channels));
    }

    private static UnifiedStage stage(int in, int out, int stride) {
        return new UnifiedStage(
                in,
                out,
                stride,
                3,
                Activation.Function.RELU6,
                List.of(kernel(in, 3, stride), kernel(in, 5, stride), Block.sequence("zero", new Zero(in, stride))));
    }

    /** Two unified stages with an ordinary layer between them: 3 + 1 + 3 choices, 10 * 2 * 10 networks. */
    private static SearchSpace space() {
        return SearchSpace.classifier(
                "unified",
                INPUT,
                2,
                Block.sequence("stem", Conv2d.of(3, 4, 1, 1)),
                List.of(stage(4, 6, 2), ChoiceLayer.of(Block.sequence("skip"), kernel(6, 3, 1)), stage(6, 6, 1)),
                Block.sequence("head", new GlobalAveragePool(), new Linear(6, 2, true)));
    }

    private static List<int[]> all(UnifiedStage stage) {
        return IntStream.range(0, 27)
                .mapToObj(i -> new int[] {i / 9, i / 3 % 3, i % 3})
                .toList();
    }

    @Test
    void choicesAreInterchangeable() {
        UnifiedStage stage = stage(4, 6, 2);
        assertThat(stage.canonical(2, 0, 1)).containsExactly(0, 1, 2);
        assertThat(stage.block(2, 0, 1)).isEqualTo(stage.block(0, 1, 2)).isNotEqualTo(stage.block(0, 0, 1));
        Set<Block> blocks = new HashSet<>();
        all(stage).forEach(choices -> blocks.add(stage.block(choices)));
        assertThat(blocks).hasSize(10).hasSameSizeAs(stage.options());
        assertThat(stage.options()).allSatisfy(o -> assertThat(o).isEqualTo(stage.canonical(o)));
    }

    @Test
    void sharesAddUpToTheCostOfEveryBlock() {
        Shape in = new Shape(7, 7, 4);
        for (UnifiedStage stage : List.of(stage(4, 6, 2), stage(4, 4, 1))) {
            for (ToDoubleFunction<Block> cost :
                    List.<ToDoubleFunction<Block>>of(Block::params, b -> b.macs(in), b -> b.convMacs(in))) {
                double[][] shares = stage.additiveShares(cost);
                for (int[] choices : stage.options()) {
                    double sum = IntStream.range(0, 3)
                            .mapToDouble(g -> shares[g][choices[g]])
                            .sum();
                    assertThat(sum).as(Arrays.toString(choices)).isEqualTo(cost.applyAsDouble(stage.block(choices)));
                }
            }
        }
    }

    @Test
    void oneGroupHasNoExpansionAndNoneHasOnlyTheNorm() {
        UnifiedStage stage = stage(4, 4, 1);
        assertThat(stage.block(2, 2, 2).params()).isEqualTo(2 * 4);
        assertThat(stage.block(2, 2, 2).macs(new Shape(5, 5, 4))).isZero();
        assertThat(stage.block(0, 2, 2).params()).isEqualTo(9 * 4 + 2 * 4 + 4 * 4 + 2 * 4);
        assertThat(stage.block(0, 1, 2).params())
                .isEqualTo((4 * 8 + 2 * 8) + (9 * 4 + 2 * 4) + (25 * 4 + 2 * 4) + 8 * 4 + 2 * 4);
    }

    @Test
    void theSupernetHoldsTheWidestBlockAndANormForEachNumberOfZeros() {
        UnifiedStage stage = stage(4, 6, 2);
        long shared = stage.shared().stream().mapToLong(Block::params).sum();
        assertThat(shared).isEqualTo((4 * 12 + 2 * 12) + 12 * 6 + 4 * (2 * 6));
        assertThat(stage.shared()).hasSize(2 + 4);
    }

    @Test
    void aSpaceCountsNetworksNotChoices() {
        SearchSpace space = space();
        assertThat(space.depth()).isEqualTo(7);
        assertThat(space.size()).isEqualTo(BigInteger.valueOf(200));
        Architecture a = Architecture.of(2, 0, 1, 1, 1, 2, 0);
        assertThat(space.canonical(a)).isEqualTo(Architecture.of(0, 1, 2, 1, 0, 1, 2));
        assertThat(space.network(a)).hasSize(5);
        assertThat(space.restrictTo(a).name()).isEqualTo("unified/0,1,2,1,0,1,2");
        assertThat(space.restrictTo(a).depth()).isEqualTo(3);
        assertThatThrownBy(() -> space.canonical(Architecture.of(0, 1, 2, 2, 0, 1, 2)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("chooses 2 in layer 3");
    }

    @Test
    void networksWithinABudgetAreListedAndDrawnOnceEach() {
        SearchSpace space = space();
        CostModel costs = CostModel.analytic(space);
        long limit = 400;
        Budget budget = Budget.atMost(Metric.PARAMS, limit);
        List<Architecture> listed =
                FeasibleArchitectures.of(space, costs, budget).stream().toList();
        Set<Architecture> expected = new HashSet<>();
        for (Architecture a : FeasibleArchitectures.of(space, costs, Budget.NONE)) {
            if (space.restrictTo(a).supernetParams() <= limit) {
                expected.add(a);
            }
        }
        assertThat(listed).doesNotHaveDuplicates().hasSameElementsAs(expected).isSorted();
        assertThat(listed.size()).isBetween(20, 180);

        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
        assertThat(sampler.count()).isEqualTo(BigInteger.valueOf(listed.size()));
        Set<Architecture> drawn = new HashSet<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200 * listed.size(); i++) {
            drawn.add(sampler.sample(random));
        }
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new UnifiedStage(4, 4, 1, 3, Activation.Function.RELU6, List.of(kernel(4, 3, 1))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the zero block");
        assertThatThrownBy(() -> stage(4, 6, 1).outputShape(new Shape(8, 8, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expects 4 channels, gets 5");
        UnifiedStage widening = new UnifiedStage(
                4,
                4,
                1,
                3,
                Activation.Function.RELU6,
                List.of(Block.sequence("wide", Conv2d.of(4, 8, 1, 1)), Block.sequence("zero", new Zero(8, 1))));
        assertThatThrownBy(() -> widening.outputShape(new Shape(8, 8, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("must give 8x8x4");
    }
}
