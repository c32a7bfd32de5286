package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;

class PairedCostsTest {

    /** Whole costs up to 2^44, so that sums of any order are exact and sums of floats would not be. */
    private static double[][] costs(int depth, int candidates, int seed, boolean whole) {
        RandomGenerator random = Seeds.generator(seed, "costs", depth);
        double[][] costs = new double[depth][];
        for (int l = 0; l < depth; l++) {
            costs[l] = random.doubles(1 + random.nextInt(candidates))
                    .map(v -> whole ? Math.rint(v * 0x1p44) : v)
                    .toArray();
        }
        return costs;
    }

    private static LookupTable table(double base, double[][] costs, Metric metric) {
        return new LookupTable(metric, base, costs, "test", new Shape(1, 1, 1), "0");
    }

    private static Architecture draw(double[][] costs, RandomGenerator random) {
        return Architecture.of(
                Arrays.stream(costs).mapToInt(row -> random.nextInt(row.length)).toArray());
    }

    private static double plain(Combination combination, double base, double[][] costs, Architecture a) {
        double total = base;
        for (int l = 0; l < costs.length; l++) {
            total = combination.of(total, costs[l][a.choice(l)]);
        }
        return total;
    }

    @Property(tries = 100)
    void wholeCostsAreExact(
            @ForAll @IntRange(min = 1, max = 30) int depth,
            @ForAll @IntRange(min = 1, max = 20) int candidates,
            @ForAll int seed) {
        double[][] costs = costs(depth, candidates, seed, true);
        LookupTable table = table(12_345, costs, Metric.MACS);
        Architecture a = draw(costs, Seeds.generator(seed, "architectures", 0));
        assertThat(table.cost(a)).isEqualTo(plain(Combination.SUM, 12_345, costs, a));
    }

    @Property(tries = 100)
    void otherCostsAreTheSumToTheLastDigits(
            @ForAll @IntRange(min = 1, max = 30) int depth,
            @ForAll @IntRange(min = 1, max = 20) int candidates,
            @ForAll int seed) {
        double[][] costs = costs(depth, candidates, seed, false);
        Architecture a = draw(costs, Seeds.generator(seed, "architectures", 0));
        assertThat(table(0.1, costs, Metric.LATENCY).cost(a))
                .isCloseTo(plain(Combination.SUM, 0.1, costs, a), within(1e-12));
        assertThat(table(0.1, costs, Metric.ACTIVATION_MEMORY).cost(a))
                .isEqualTo(plain(Combination.MAX, 0.1, costs, a));
    }

    @Property(tries = 200)
    void aChangedChoiceCostsWhatTheChangedArchitectureCosts(
            @ForAll @IntRange(min = 1, max = 30) int depth,
            @ForAll @IntRange(min = 1, max = 20) int candidates,
            @ForAll int seed) {
        RandomGenerator random = Seeds.generator(seed, "architectures", 0);
        for (Metric metric : new Metric[] {Metric.MACS, Metric.LATENCY, Metric.ACTIVATION_MEMORY}) {
            double[][] costs = costs(depth, candidates, seed, metric.equals(Metric.MACS));
            LookupTable table = table(1, costs, metric);
            Architecture a = draw(costs, random);
            int layer = random.nextInt(depth);
            int to = random.nextInt(costs[layer].length);
            assertThat(table.changed(table.cost(a), a, layer, to)).isEqualTo(table.cost(a.with(layer, to)));
        }
    }

    @Test
    void whatIsNotOfTheSpaceHasNoCost() {
        LookupTable table = table(1, new double[][] {{1, 2}, {3}, {4, 5, 6}}, Metric.MACS);
        for (Architecture other : new Architecture[] {
            Architecture.of(2, 0, 0),
            Architecture.of(0, 1, 0),
            Architecture.of(0, 0, 3),
            Architecture.of(0, 0, 16),
            Architecture.of(0, 0),
            Architecture.of(0, 0, 0, 0)
        }) {
            assertThatThrownBy(() -> table.cost(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The table has layers of [2, 1, 3] candidates, so it has no cost of architecture " + other);
        }
    }

    @Test
    void manyLayersHaveACostToo() {
        for (int depth : new int[] {512, 513}) {
            double[][] costs = costs(depth, 16, 1, true);
            Architecture a = draw(costs, Seeds.generator(1, "architectures", depth));
            assertThat(table(1, costs, Metric.MACS).cost(a)).isEqualTo(plain(Combination.SUM, 1, costs, a));
        }
    }

    @Test
    void theGradientOfTheExpectedCostIsTheTable() {
        double[][] costs = {{1, 2}, {3, 5, 7}};
        double[][] gradient = {new double[2], new double[3]};
        LookupTable table = table(10, costs, Metric.MACS);
        assertThat(table.expected(new double[][] {{0.5, 0.5}, {0, 0, 1}}, gradient))
                .isEqualTo(18.5);
        assertThat(gradient).isDeepEqualTo(costs);
    }
}
