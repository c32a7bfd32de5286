package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;

class FeasibleSamplerTest {

    private static final int NEVER_LISTED = 0;

    /** Several sizes, one layer without a choice. */
    private final SearchSpace space = TestTables.space(3, 4, 1, 5, 2, 4);

    @Property(seed = "1", tries = 300)
    void countsEqualEnumerationForWholeCosts(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @DoubleRange(max = 1) double a,
            @ForAll @DoubleRange(max = 1) double b,
            @ForAll @IntRange(min = 1, max = 64) int unit) {
        LookupTable table = TestTables.whole(Metric.MACS, space, seed, unit, 40);
        double min = table.min() + Math.min(a, b) * (table.max() - table.min());
        double max = table.min() + Math.max(a, b) * (table.max() - table.min());
        assertCountsLikeEnumeration(CostModel.of(List.of(table)), Budget.of(Metric.MACS, min, max), true);
    }

    @Property(seed = "2", tries = 300)
    void countsEqualEnumerationForRealCosts(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @DoubleRange(max = 1) double a,
            @ForAll @DoubleRange(max = 1) double b) {
        LookupTable table = TestTables.real(Metric.LATENCY, space, seed);
        double min = table.min() + Math.min(a, b) * (table.max() - table.min());
        double max = table.min() + Math.max(a, b) * (table.max() - table.min());
        assertCountsLikeEnumeration(CostModel.of(List.of(table)), Budget.of(Metric.LATENCY, min, max), true);
    }

    @Property(seed = "3", tries = 60)
    void wideSpacesNeverLeaveTheBudget(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @DoubleRange(max = 0.9) double at) {
        SearchSpace large = TestTables.space(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
        LookupTable latency = TestTables.real(Metric.LATENCY, large, seed);
        LookupTable macs = TestTables.whole(Metric.MACS, large, seed, 7, 50_000);
        CostModel costs = CostModel.of(List.of(latency, macs));
        Architecture centre = random(large, seed);
        Budget budget = new Budget(
                Map.of("latency", around(latency, centre, 0.05, at), "macs", around(macs, centre, 0.05, 1 - at)));
        FeasibleSampler sampler = FeasibleSampler.of(large, costs, budget, NEVER_LISTED, 1 << 18);
        RandomGenerator random = Seeds.generator(seed, "draw", 0);
        for (int i = 0; i < 50; i++) {
            Architecture a = large.check(sampler.sample(random));
            assertThat(costs.within(a, budget)).isTrue();
        }
        assertThat(sampler.countIsExact()).isFalse();
    }

    @ParameterizedTest(name = "{0}, grid of {2} cells")
    @CsvSource({
        "whole, 0, 100000",
        "whole, 0, 300",
        "real, 0, 20000",
        "real, 1000, 20000",
        "both, 0, 20000",
        "both, 1000, 1"
    })
    void drawsAreUniform(String kind, int listed, int cells) {
        LookupTable whole = TestTables.whole(Metric.MACS, space, 4, 3, 40);
        LookupTable real = TestTables.real(Metric.LATENCY, space, 4);
        CostModel costs = CostModel.of(List.of(whole, real));
        Map<String, Range> ranges = new HashMap<>();
        if (!kind.equals("real")) {
            ranges.put("macs", new Range(part(whole, 0.3), part(whole, 0.7)));
        }
        if (!kind.equals("whole")) {
            ranges.put("latency", new Range(part(real, 0.3), part(real, 0.7)));
        }
        Budget budget = new Budget(ranges);
        List<Architecture> expected = TestTables.within(space, costs, budget);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget, listed, cells);
        assertUniform(sampler, new HashSet<>(expected), expected.size() * 200);
    }

    @Test
    void withoutABudgetEveryArchitectureIsDrawn() {
        CostModel costs = CostModel.analytic(space);
        Set<Architecture> all = new HashSet<>();
        TestTables.forEach(space, all::add);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, Budget.NONE);
        assertThat(sampler.count()).isEqualTo(space.size()).isEqualTo(BigInteger.valueOf(480));
        assertThat(sampler.countIsExact()).isTrue();
        assertUniform(sampler, all, 480 * 100);
    }

    @Test
    void rangesThatExcludeNothingCostNothing() {
        LookupTable table = TestTables.whole(Metric.MACS, space, 4, 3, 40);
        FeasibleSampler sampler = FeasibleSampler.of(
                space, CostModel.of(List.of(table)), Budget.of(Metric.MACS, table.min(), table.max()));
        assertThat(sampler.count()).isEqualTo(space.size());
    }

    @ParameterizedTest
    @CsvSource({"0", "1000000"})
    void bothEndsOfTheReachableRangeAreExact(int listed) {
        for (int seed = 0; seed < 20; seed++) {
            for (LookupTable table : List.of(
                    TestTables.whole(Metric.MACS, space, seed, 16, 1000), TestTables.real(Metric.MACS, space, seed))) {
                CostModel costs = CostModel.of(List.of(table));
                RandomGenerator random = Seeds.generator(seed, "ends", 0);
                for (double end : new double[] {table.min(), table.max()}) {
                    FeasibleSampler sampler = FeasibleSampler.of(
                            space, costs, Budget.of(Metric.MACS, end, end), listed, FeasibleSampler.CELLS);
                    assertThat(table.cost(sampler.sample(random))).isEqualTo(end);
                }
            }
        }
    }

    @Test
    void countsBeyond64BitsAreExact() {
        // 40 layers of 9 equal candidates but one: binomial coefficients times powers of 8.
        int depth = 40;
        int[] sizes = new int[depth];
        java.util.Arrays.fill(sizes, 9);
        SearchSpace large = TestTables.space(sizes);
        double[][] cost = new double[depth][9];
        for (double[] row : cost) {
            row[4] = 5;
        }
        LookupTable table = LookupTable.of(Metric.MACS, 0, cost, large);
        FeasibleSampler sampler =
                FeasibleSampler.of(large, CostModel.of(List.of(table)), Budget.of(Metric.MACS, 100, 104));
        BigInteger expected = BigInteger.valueOf(137_846_528_820L) // 40 choose 20
                .multiply(BigInteger.valueOf(8).pow(20));
        assertThat(sampler.count()).isEqualTo(expected);
        assertThat(table.cost(sampler.sample(Seeds.generator(1, "draw", 0)))).isEqualTo(100);
    }

    @Test
    void estimatesOfLargeSpacesAreClose() {
        LookupTable real = TestTables.real(Metric.LATENCY, space, 9);
        CostModel costs = CostModel.of(List.of(real));
        Budget budget = Budget.of(Metric.LATENCY, part(real, 0.4), part(real, 0.6));
        int exact = TestTables.within(space, costs, budget).size();
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget, NEVER_LISTED, 2000);
        assertThat(sampler.countIsExact()).isFalse();
        assertThat(sampler.count().doubleValue()).isCloseTo(exact, within(0.1 * exact));
    }

    @Test
    void aCoarseGridOfWholeCostsStillCountsExactly() {
        LookupTable whole = TestTables.whole(Metric.MACS, space, 4, 3, 400);
        CostModel costs = CostModel.of(List.of(whole));
        Budget budget = Budget.of(Metric.MACS, part(whole, 0.4), part(whole, 0.5));
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget, NEVER_LISTED, 500);
        assertThat(sampler.countIsExact()).isTrue();
        assertThat(sampler.count())
                .isEqualTo(BigInteger.valueOf(
                        TestTables.within(space, costs, budget).size()));
    }

    @Test
    void oneSeedGivesOneSequence() {
        LookupTable table = TestTables.whole(Metric.MACS, space, 4, 3, 40);
        FeasibleSampler sampler =
                FeasibleSampler.of(space, CostModel.of(List.of(table)), Budget.atMost(Metric.MACS, part(table, 0.5)));
        RandomGenerator a = Seeds.generator(7, "draw", 3);
        RandomGenerator b = Seeds.generator(7, "draw", 3);
        for (int i = 0; i < 20; i++) {
            assertThat(sampler.sample(a)).isEqualTo(sampler.sample(b));
        }
    }

    private void assertCountsLikeEnumeration(CostModel costs, Budget budget, boolean exact) {
        int expected = TestTables.within(space, costs, budget).size();
        BigInteger count;
        try {
            FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
            assertThat(sampler.countIsExact()).isEqualTo(exact);
            count = sampler.count();
        } catch (UnreachableBudgetException e) {
            count = BigInteger.ZERO;
        }
        assertThat(count).isEqualTo(BigInteger.valueOf(expected));
    }

    /** Chi-squared against equal shares; the bound is 4.5 standard deviations of its distribution. */
    private static void assertUniform(FeasibleSampler sampler, Set<Architecture> expected, int draws) {
        Map<Architecture, Integer> seen = new HashMap<>();
        RandomGenerator random = Seeds.generator(42, "chi-squared", 0);
        for (int i = 0; i < draws; i++) {
            seen.merge(sampler.sample(random), 1, Integer::sum);
        }
        assertThat(seen.keySet()).isEqualTo(expected);
        double mean = (double) draws / expected.size();
        double chiSquared = seen.values().stream()
                .mapToDouble(n -> (n - mean) * (n - mean) / mean)
                .sum();
        double freedom = expected.size() - 1;
        assertThat(expected.size()).isGreaterThan(20);
        assertThat(chiSquared)
                .isBetween(freedom - 4.5 * Math.sqrt(2 * freedom), freedom + 4.5 * Math.sqrt(2 * freedom));
    }

    private static double part(LookupTable table, double share) {
        return table.min() + share * (table.max() - table.min());
    }

    private static Range around(LookupTable table, Architecture centre, double width, double at) {
        double size = width * (table.max() - table.min());
        double cost = table.cost(centre);
        return new Range(cost - at * size, cost + (1 - at) * size);
    }

    private static Architecture random(SearchSpace space, int seed) {
        RandomGenerator random = Seeds.generator(seed, "centre", 0);
        int[] choices = new int[space.depth()];
        for (int l = 0; l < choices.length; l++) {
            choices[l] = random.nextInt(space.layers().get(l).size());
        }
        return Architecture.of(choices);
    }

    @Test
    void anUnknownMetricIsRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> FeasibleSampler.of(space, CostModel.analytic(space), Budget.atMost(TestTables.ENERGY, 3)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory");
    }
}
