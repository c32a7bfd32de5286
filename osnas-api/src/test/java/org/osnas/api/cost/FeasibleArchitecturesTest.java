package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class FeasibleArchitecturesTest {

    private static final Metric OTHER = new Metric("other", "units");

    /** Layers of convolutions that differ in their kernel; the costs come from {@link #costs}. */
    private static SearchSpace space(List<Integer> sizes) {
        List<ChoiceLayer> layers = new ArrayList<>();
        for (int size : sizes) {
            List<Block> candidates = new ArrayList<>();
            for (int c = 0; c < size; c++) {
                candidates.add(Block.sequence("k" + c, Conv2d.of(2, 2, 2 * c + 1, 1)));
            }
            layers.add(new ChoiceLayer(candidates));
        }
        return SearchSpace.classifier(
                "test", new Shape(1, 1, 2), 2, Block.sequence("stem"), layers, Block.sequence("head"));
    }

    private static CostModel costs(SearchSpace space, long seed) {
        RandomGenerator random = Seeds.generator(seed, "costs", 0);
        return CostModel.of(List.of(
                CostModel.table(Metric.LATENCY, space, (block, in) -> random.nextDouble() - 0.2),
                CostModel.table(OTHER, space, (block, in) -> random.nextInt(4))));
    }

    private static List<Architecture> all(int[] sizes) {
        List<Architecture> all = List.of(Architecture.of(new int[sizes.length]));
        for (int l = 0; l < sizes.length; l++) {
            List<Architecture> longer = new ArrayList<>();
            for (Architecture a : all) {
                for (int c = 0; c < sizes[l]; c++) {
                    longer.add(a.with(l, c));
                }
            }
            all = longer;
        }
        return all;
    }

    @Property(tries = 300, seed = "1")
    void listsWhatTryingEverythingFinds(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 4) Integer> sizes,
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @IntRange(min = -1, max = 6) int low,
            @ForAll @IntRange(max = 6) int width) {
        SearchSpace space = space(sizes);
        CostModel costs = costs(space, seed);
        Budget budget = new Budget(
                Map.of(OTHER.name(), new Range(low, low + width), "latency", new Range(low / 4.0, low / 4.0 + width)));
        List<Architecture> expected =
                all(space.sizes()).stream().filter(a -> costs.within(a, budget)).toList();
        assertThat(FeasibleArchitectures.of(space, costs, budget)).containsExactlyElementsOf(expected);
    }

    @Property(tries = 100, seed = "2")
    void keepsArchitecturesExactlyAtTheEndsOfARange(@ForAll @IntRange(max = 10_000) int seed) {
        SearchSpace space = space(List.of(3, 4, 2, 3));
        CostModel costs = costs(space, seed);
        List<Architecture> all = all(space.sizes());
        Architecture any = all.get(seed % all.size());
        double cost = costs.table("latency").cost(any);
        assertThat(FeasibleArchitectures.of(space, costs, Budget.of(Metric.LATENCY, cost, cost)))
                .contains(any);
    }

    @Test
    void withoutABudgetListsEverythingInOrder() {
        SearchSpace space = space(List.of(2, 3));
        assertThat(FeasibleArchitectures.of(space, costs(space, 1), Budget.NONE))
                .containsExactlyElementsOf(all(space.sizes()));
    }

    @Test
    void turnsBackFromPrefixesWithoutCompletion() {
        SearchSpace space = space(java.util.Collections.nCopies(30, 4));
        // Every cost is even, so that an odd total is out of reach, which extremes alone do not show.
        CostModel costs = CostModel.of(List.of(
                CostModel.table(OTHER, space, (block, in) -> 2 * block.name().hashCode() % 8)));
        double middle = (costs.table("other").min() + costs.table("other").max()) / 2;
        double odd = 2 * Math.floor(middle / 2) + 1;
        assertThat(FeasibleArchitectures.of(space, costs, Budget.of(OTHER, odd, odd)))
                .isEmpty();
    }

    @Test
    void refusesAnUnknownMetric() {
        SearchSpace space = space(List.of(2));
        assertThatThrownBy(() -> FeasibleArchitectures.of(space, costs(space, 1), Budget.atMost(Metric.MACS, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("macs")
                .hasMessageContaining("latency");
    }
}
