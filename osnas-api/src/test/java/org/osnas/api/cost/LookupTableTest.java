package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class LookupTableTest {

    private final SearchSpace space = TestTables.space(2, 3, 2);
    private final double[][] cost = {{1, 2}, {5, 0, 5}, {3, 3}};
    private final LookupTable table = LookupTable.of(TestTables.ENERGY, 10, cost, space);

    @Test
    void addsBaseAndBlocks() {
        assertThat(table.cost(Architecture.of(1, 2, 0))).isEqualTo(10 + 2 + 5 + 3);
        cost[0][1] = 99;
        assertThat(table.blockCost(0, 1)).as("copied").isEqualTo(2);
    }

    @Test
    void extremesPreferLowIndices() {
        assertThat(table.argMin()).isEqualTo(Architecture.of(0, 1, 0));
        assertThat(table.argMax()).isEqualTo(Architecture.of(1, 0, 0));
        assertThat(table.min()).isEqualTo(14);
        assertThat(table.max()).isEqualTo(20);
    }

    @Property(seed = "1", tries = 50)
    void extremesAreThoseOfAllArchitectures(@ForAll @IntRange(max = 1000) int seed) {
        LookupTable real = TestTables.real(Metric.LATENCY, space, seed);
        DoubleSummaryStatistics all = new DoubleSummaryStatistics();
        TestTables.forEach(space, a -> all.accept(real.cost(a)));
        assertThat(real.min()).isEqualTo(all.getMin());
        assertThat(real.max()).isEqualTo(all.getMax());
        double[][] uniform = {{0.5, 0.5}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {0.5, 0.5}};
        assertThat(real.expected(uniform)).isCloseTo(all.getAverage(), within(1e-12));
    }

    @Test
    void expectedCostOfCertaintyIsTheCost() {
        assertThat(table.expected(new double[][] {{0, 1}, {0, 0, 1}, {1, 0}})).isEqualTo(20);
    }

    @Test
    void tablesMustFitTheirSpace() {
        assertThatThrownBy(() -> LookupTable.of(Metric.MACS, 0, new double[][] {{1, 2}, {1}, {1, 2}}, space))
                .isInstanceOf(BadInputException.class)
                .hasMessage("table macs has candidates [2, 1, 2], but space toy has [2, 3, 2]");
        SearchSpace other = TestTables.space(3, 3);
        assertThat(table.requireFor(space)).isSameAs(table);
        assertThatThrownBy(() -> table.requireFor(other))
                .hasMessage(
                        "The energy table was made for space toy at 32x32x3 (fingerprint %s), but the run uses toy at"
                                        .formatted(space.fingerprint())
                                + " 32x32x3 (%s). Build the table again for this space and input."
                                        .formatted(other.fingerprint()));
    }

    @Test
    void costsMustBeNumbers() {
        Shape input = new Shape(1, 1, 1);
        assertThatThrownBy(() -> new LookupTable(Metric.MACS, Double.NaN, new double[][] {{1}}, "s", input, "f"))
                .hasMessage("table macs holds a base cost that is not a number: NaN");
        assertThatThrownBy(() ->
                        new LookupTable(Metric.MACS, 0, new double[][] {{Double.POSITIVE_INFINITY}}, "s", input, "f"))
                .hasMessage("table macs holds a cost that is not a number: Infinity");
        assertThatThrownBy(() -> new LookupTable(Metric.MACS, 0, new double[][] {{}}, "s", input, "f"))
                .hasMessage("table macs has a layer without candidates");
        assertThatThrownBy(() -> new Metric("Big Macs", "MACs"))
                .hasMessage("a metric's name has lower-case letters, digits, - and _, got 'Big Macs'");
    }

    @Test
    void modelsHoldTablesByName() {
        CostModel costs = CostModel.analytic(space).with(table);
        assertThat(costs.tables())
                .extracting(t -> t.metric().name())
                .containsExactly("params", "macs", "conv_macs", "activation-memory", "energy");
        assertThat(costs.costs(Architecture.of(0, 0, 0)))
                .containsEntry("energy", 19.0)
                .containsEntry("macs", 6.0)
                .containsEntry("params", 8.0)
                .containsEntry("conv_macs", 0.0);
        assertThat(CostModel.of(List.of(table))
                        .with(LookupTable.of(TestTables.ENERGY, 1, cost, space))
                        .table("energy")
                        .base())
                .as("replaced")
                .isEqualTo(1);
        assertThatThrownBy(() -> costs.table("watts"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown metric 'watts'. Known: params, macs, conv_macs, activation-memory, energy");
    }

    @Test
    void aCorrectionChangesAllCostsByOneLine() {
        SearchSpace space = TestTables.space(2, 3);
        LookupTable raw = LookupTable.of(Metric.LATENCY, 1, new double[][] {{2, 4}, {0, 8, 6}}, space);
        Architecture a = Architecture.of(1, 2);

        LookupTable corrected = raw.corrected(new Correction(1.5, -0.25));

        assertThat(corrected.cost(a)).isEqualTo(1.5 * 11 - 0.25);
        assertThat(corrected.min()).isEqualTo(1.5 * 3 - 0.25);
        assertThat(corrected.raw().correction()).isEqualTo(Correction.NONE);
        assertThat(corrected.raw().cost(a)).isEqualTo(11);
        assertThat(corrected.corrected(new Correction(2, 0)).cost(a)).isEqualTo(22);
        assertThat(corrected.corrected(Correction.NONE).cost(a)).isEqualTo(11);
        Conditions conditions = new Conditions(8, 2);
        assertThat(corrected.measuredUnder(conditions).cost(a)).isEqualTo(corrected.cost(a));
        assertThat(corrected.measuredUnder(conditions).raw().conditions()).contains(conditions);
        assertThat(raw.conditions()).isEmpty();
        assertThatThrownBy(() -> new Correction(0, 1)).hasMessageContaining("scale of a correction must be");
    }

    /** Two stages of three interchangeable layers, whose cheapest choices one by one are in no canonical order. */
    private static LookupTable unified(Metric metric) {
        double[][] cost = {{5, 1, 4}, {0, 2, 3}, {7, 9, 1}, {2, 2, 2}, {3, 1, 1}, {1, 0, 4}};
        return new LookupTable(metric, 10, cost, "toy", new Shape(8, 8, 3), "f").withStages(List.of(3, 3));
    }

    @ParameterizedTest
    @MethodSource("additiveAndPeak")
    void interchangeableChoicesCostTheSameInAnyOrder(Metric metric) {
        LookupTable table = unified(metric);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        Sizes sizes = new Sizes(table.sizes());
        for (int rank = 0; rank < sizes.product().intValueExact(); rank++) {
            int[] choices = sizes.unrank(rank);
            int[] sorted = choices.clone();
            Arrays.sort(sorted, 0, 3);
            Arrays.sort(sorted, 3, 6);
            double expected = table.base();
            for (int l = 0; l < sorted.length; l++) {
                expected = metric.combination().of(expected, table.blockCost(l, sorted[l]));
            }
            Architecture any = Architecture.of(choices);
            assertThat(table.cost(any)).as("%s", any).isEqualTo(expected);
            assertThat(table.changed(table.cost(any), any, 1, 2)).isEqualTo(table.cost(any.with(1, 2)));
            least = Math.min(least, expected);
            most = Math.max(most, expected);
        }
        assertThat(table.min()).isEqualTo(least);
        assertThat(table.max()).isEqualTo(most);
        int[] cheapest = table.argMin().toArray();
        assertThat(Arrays.copyOfRange(cheapest, 0, 3)).isSorted();
        assertThat(Arrays.copyOfRange(cheapest, 3, 6)).isSorted();
    }

    static Stream<Metric> additiveAndPeak() {
        return Stream.of(Metric.MACS, Metric.ACTIVATION_MEMORY);
    }

    @Test
    void groupsStayWithCorrectionsAndConditions() {
        LookupTable table =
                unified(Metric.LATENCY).corrected(new Correction(2, -1)).measuredUnder(new Conditions(1, 1));
        assertThat(table.stageSizes()).containsExactly(3, 3);
        Architecture any = Architecture.of(2, 1, 0, 0, 0, 0);
        assertThat(table.cost(any)).isEqualTo(2 * table.raw().cost(any) - 1);
        assertThat(table.raw().cost(any)).isEqualTo(10 + 5 + 2 + 1 + 2 + 3 + 1);
        assertThatThrownBy(() -> table.withStages(List.of(3, 2)))
                .hasMessage("a table of 6 layers cannot have stages of [3, 2] layers");
    }
}
