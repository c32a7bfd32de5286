package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

/** A peak is a maximum over the blocks, in tables and in budgets; everything is compared with trying all. */
class PeakBudgetTest {

    private static final Metric MEMORY = Metric.ACTIVATION_MEMORY;
    private static final int NEVER_LISTED = 0;

    private final SearchSpace space = TestTables.space(3, 4, 1, 5, 2, 4);

    private static LookupTable peaks(SearchSpace space, long seed, double base) {
        RandomGenerator random = Seeds.generator(seed, "peaks", 0);
        double[][] cost = IntStream.of(space.sizes())
                .mapToObj(size -> random.ints(size, 1, 30).asDoubleStream().toArray())
                .toArray(double[][]::new);
        return LookupTable.of(MEMORY, base, cost, space);
    }

    @Test
    void thePeakOfANetworkIsTheGreatestOfItsBlocks() {
        SearchSpace three = SearchSpace.classifier(
                "toy",
                new Shape(8, 8, 1),
                2,
                Block.sequence("stem", Conv2d.of(1, 4, 3, 2)),
                List.of(
                        ChoiceLayer.of(
                                Block.sequence("skip"),
                                Block.sequence("wide", Conv2d.of(4, 9, 1, 1), Conv2d.of(9, 4, 1, 1))),
                        ChoiceLayer.of(Block.sequence("skip"), Block.sequence("conv", Conv2d.of(4, 4, 3, 1)))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 2, true)));
        LookupTable table = CostModel.analytic(three).table("activation-memory");

        // Stem 8·8·1 + 4·4·4 floats; wide 4·4·(4 + 9); conv 4·4·(4 + 4).
        assertThat(table.cost(Architecture.of(0, 0))).isEqualTo(4 * 128);
        assertThat(table.cost(Architecture.of(0, 1))).isEqualTo(4 * 128);
        assertThat(table.cost(Architecture.of(1, 1))).isEqualTo(4 * 208);
        assertThat(table.min()).isEqualTo(4 * 128);
        assertThat(table.max()).isEqualTo(4 * 208);
    }

    @Property(seed = "1", tries = 200)
    void extremesEqualEnumeration(@ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(max = 40) int base) {
        LookupTable table = peaks(space, seed, base);
        double[] all = all(table);
        assertThat(table.min()).isEqualTo(all[0]).isEqualTo(table.cost(table.argMin()));
        assertThat(table.max()).isEqualTo(all[all.length - 1]).isEqualTo(table.cost(table.argMax()));
    }

    @Property(seed = "2", tries = 120)
    void countsDrawsAndListsEqualEnumeration(
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll @IntRange(max = 32) int base,
            @ForAll @IntRange(max = 32) int low,
            @ForAll @IntRange(max = 12) int width,
            @ForAll @IntRange(max = 2) int sums) {
        LookupTable whole = TestTables.whole(Metric.MACS, space, seed, 3, 40);
        LookupTable real = TestTables.real(Metric.LATENCY, space, seed);
        CostModel costs = CostModel.of(List.of(peaks(space, seed, base), whole, real));
        Map<String, Range> ranges = new HashMap<>(Map.of(MEMORY.name(), new Range(low, low + width)));
        if (sums > 0) {
            ranges.put("macs", part(whole, 0.2, 0.8));
        }
        if (sums > 1) {
            ranges.put("latency", part(real, 0.2, 0.8));
        }
        Budget budget = new Budget(ranges);
        List<Architecture> expected = TestTables.within(space, costs, budget);

        assertThat(FeasibleArchitectures.of(space, costs, budget)).containsExactlyElementsOf(expected);
        for (int listed : new int[] {NEVER_LISTED, FeasibleSampler.LISTED}) {
            if (expected.isEmpty()) {
                assertThatThrownBy(() -> FeasibleSampler.of(space, costs, budget, listed, 1 << 16))
                        .isInstanceOf(UnreachableBudgetException.class);
                continue;
            }
            FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget, listed, 1 << 16);
            if (sampler.countIsExact()) {
                assertThat(sampler.count()).isEqualTo(BigInteger.valueOf(expected.size()));
            }
            assertThat(sampler.countIsExact() || sums > 0).isTrue();
            RandomGenerator random = Seeds.generator(seed, "draw", 0);
            for (int i = 0; i < 20; i++) {
                assertThat(expected).contains(sampler.sample(random));
            }
        }
    }

    @Property(seed = "3", tries = 10)
    void drawsWithinAPeakAreUniform(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @DoubleRange(min = 0.2, max = 0.8) double at) {
        LookupTable table = peaks(space, seed, 0);
        double[] all = all(table);
        CostModel costs = CostModel.of(List.of(table));
        Budget budget = Budget.of(MEMORY, all[(int) (at * all.length)], all[all.length - 1]);
        List<Architecture> expected = TestTables.within(space, costs, budget);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget, NEVER_LISTED, 1 << 16);
        Map<Architecture, Integer> seen = new HashMap<>();
        RandomGenerator random = Seeds.generator(seed, "chi-squared", 0);
        int mean = 100;
        for (int i = 0; i < mean * expected.size(); i++) {
            seen.merge(sampler.sample(random), 1, Integer::sum);
        }
        assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        double freedom = expected.size() - 1;
        double chiSquared = seen.values().stream()
                .mapToDouble(n -> (double) (n - mean) * (n - mean) / mean)
                .sum();
        assertThat(chiSquared).isBetween(freedom - 5 * Math.sqrt(2 * freedom), freedom + 5 * Math.sqrt(2 * freedom));
    }

    @Test
    void aTightPeakNeedsNoLuckInAWideSpace() {
        // One candidate in nine is small, so that one architecture in 9^22 is within the peak.
        int[] sizes = new int[22];
        java.util.Arrays.fill(sizes, 9);
        SearchSpace wide = TestTables.space(sizes);
        double[][] cost = new double[22][9];
        for (int l = 0; l < 22; l++) {
            java.util.Arrays.fill(cost[l], 7);
            cost[l][l % 9] = 3;
        }
        LookupTable peaks = LookupTable.of(MEMORY, 0, cost, wide);
        LookupTable real = TestTables.real(Metric.LATENCY, wide, 1);
        LookupTable whole = TestTables.whole(Metric.MACS, wide, 1, 5, 1000);
        CostModel costs = CostModel.of(List.of(peaks, real, whole));
        double latency = real.cost(peaks.argMin());
        Budget budget = new Budget(Map.of(
                MEMORY.name(),
                Range.atMost(5),
                "latency",
                new Range(latency - 0.1, latency + 0.1),
                "macs",
                Range.atMost(whole.cost(peaks.argMin()))));

        FeasibleSampler sampler = FeasibleSampler.of(wide, costs, budget);

        assertThat(sampler.sample(Seeds.generator(1, "draw", 0))).isEqualTo(peaks.argMin());
    }

    @Test
    void aPeakBetweenTwoReachableOnesIsRefusedNamingThem() {
        LookupTable table = LookupTable.of(MEMORY, 2, new double[][] {{1, 5}, {3, 9}}, TestTables.space(2, 2));
        SearchSpace small = TestTables.space(2, 2);
        assertThatThrownBy(() -> FeasibleSampler.of(small, CostModel.of(List.of(table)), Budget.of(MEMORY, 6, 8)))
                .isInstanceOf(UnreachableBudgetException.class)
                .hasMessageContaining("activation-memory from 6 to 8")
                .hasMessageContaining("5 and 9");
        assertThatThrownBy(() -> FeasibleSampler.of(small, CostModel.of(List.of(table)), Budget.atMost(MEMORY, 2)))
                .isInstanceOf(UnreachableBudgetException.class)
                .hasMessageContaining("below the cheapest architecture (3 bytes)");
    }

    @Test
    void aPeakHasNoExpectationAndNoCorrection() {
        LookupTable table = peaks(space, 1, 0);
        assertThatThrownBy(() -> table.expected(new double[6][5]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not follow from its layers, because it is a peak");
        assertThatThrownBy(() -> table.corrected(new Correction(2, 0))).hasMessageContaining("takes no correction");
    }

    private double[] all(LookupTable table) {
        double[] all = new double[space.size().intValueExact()];
        int[] next = {0};
        TestTables.forEach(space, a -> all[next[0]++] = table.cost(a));
        java.util.Arrays.sort(all);
        return all;
    }

    private static Range part(LookupTable table, double from, double to) {
        double spread = table.max() - table.min();
        return new Range(table.min() + from * spread, table.min() + to * spread);
    }
}
