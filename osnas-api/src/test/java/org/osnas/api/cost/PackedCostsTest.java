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

class PackedCostsTest {

    /** Whole costs up to 2^44, so that sums of any order are exact and sums of floats would not be. */
    private static double[][] costs(int depth, int seed, boolean whole) {
        RandomGenerator random = Seeds.generator(seed, "costs", depth);
        double[][] costs = new double[depth][];
        for (int l = 0; l < depth; l++) {
            costs[l] = random.doubles(1 + random.nextInt(12))
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

    private static double plainSum(double base, double[][] costs, Architecture a) {
        double total = base;
        for (int l = 0; l < costs.length; l++) {
            total += costs[l][a.choice(l)];
        }
        return total;
    }

    @Property(tries = 100)
    void wholeCostsAreExactPackedOrNot(@ForAll @IntRange(min = 1, max = 30) int depth, @ForAll int seed) {
        double[][] costs = costs(depth, seed, true);
        LookupTable table = table(12_345, costs, Metric.MACS);
        PackedCosts packed = PackedCosts.of(table);
        RandomGenerator random = Seeds.generator(seed, "architectures", 0);
        int[] codes = new int[20 * packed.codes()];
        double[] plain = new double[20];
        for (int i = 0; i < plain.length; i++) {
            Architecture a = draw(costs, random);
            plain[i] = plainSum(12_345, costs, a);
            assertThat(table.cost(a)).isEqualTo(plain[i]);
            packed.encode(a, codes, i * packed.codes());
        }
        double[] all = new double[20];
        packed.costs(codes, all);
        assertThat(all).isEqualTo(plain);
    }

    @Property(tries = 100)
    void otherCostsKeepTheOrderOfTheirSum(@ForAll @IntRange(min = 1, max = 30) int depth, @ForAll int seed) {
        double[][] costs = costs(depth, seed, false);
        LookupTable table = table(0.1, costs, Metric.MACS);
        PackedCosts packed = PackedCosts.of(table);
        Architecture a = draw(costs, Seeds.generator(seed, "architectures", 0));
        double plain = plainSum(0.1, costs, a);
        assertThat(table.cost(a)).isEqualTo(plain);
        int[] codes = new int[packed.codes()];
        packed.encode(a, codes, 0);
        assertThat(packed.cost(codes, 0)).isCloseTo(plain, within(1e-12));
    }

    @Property(tries = 100)
    void aChangedChoiceCostsWhatTheChangedArchitectureCosts(
            @ForAll @IntRange(min = 1, max = 30) int depth, @ForAll int seed) {
        double[][] costs = costs(depth, seed, true);
        LookupTable table = table(1, costs, Metric.MACS);
        PackedCosts packed = PackedCosts.of(table);
        RandomGenerator random = Seeds.generator(seed, "architectures", 0);
        Architecture a = draw(costs, random);
        int layer = random.nextInt(depth);
        int to = random.nextInt(costs[layer].length);
        Architecture b = a.with(layer, to);
        int[] codes = new int[packed.codes()];
        packed.encode(a, codes, 0);
        packed.change(codes, 0, layer, a.choice(layer), to);
        assertThat(packed.cost(codes, 0)).isEqualTo(table.cost(b));
        assertThat(packed.changed(table.cost(a), layer, a.choice(layer), to)).isEqualTo(table.cost(b));
    }

    @Test
    void sumsThatLeaveTheExactNumbersKeepTheirOrder() {
        double[][] costs = {{0x1p53}, {1}, {1}, {1}, {1}};
        assertThat(table(0, costs, Metric.MACS).cost(Architecture.of(0, 0, 0, 0, 0)))
                .isEqualTo(plainSum(0, costs, Architecture.of(0, 0, 0, 0, 0)));
    }

    @Test
    void peaksAreRefused() {
        LookupTable peaks = table(1, new double[][] {{1, 2}}, Metric.ACTIVATION_MEMORY);
        assertThatThrownBy(() -> PackedCosts.of(peaks)).hasMessageContaining("peaks");
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
