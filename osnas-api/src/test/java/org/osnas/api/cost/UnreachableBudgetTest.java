package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;

/** Budgets that nothing meets are told apart, and the message says what would work. */
class UnreachableBudgetTest {

    private final SearchSpace space = TestTables.space(2, 3, 2);
    /** Reaches 30, 40, 50, 60, 70 and 130 to 170 million. */
    private final LookupTable macs =
            LookupTable.of(Metric.MACS, 30e6, new double[][] {{0, 10e6}, {0, 20e6, 30e6}, {0, 100e6}}, space);

    private final LookupTable latency =
            LookupTable.of(Metric.LATENCY, 0.5, new double[][] {{0.25, 0}, {2.5, 1.5, 0}, {1, 0}}, space);

    @Test
    void belowTheCheapest() {
        assertUnreachable(Budget.atMost(Metric.MACS, 27e6))
                .hasMessage("The budget (27.0 MMACs) is below the cheapest architecture (30.0 MMACs) of space toy at"
                        + " 32x32x3. Reachable: 30000000 to 170000000 MACs.");
    }

    @Test
    void justBelowTheCheapest() {
        assertUnreachable(Budget.atMost(Metric.MACS, 29_999_999))
                .hasMessage("The budget (29999999 MACs) is below the cheapest architecture (30000000 MACs) of space toy"
                        + " at 32x32x3. Reachable: 30000000 to 170000000 MACs.");
    }

    @Test
    void aboveTheDearest() {
        assertUnreachable(Budget.of(Metric.MACS, 200e6, 300e6))
                .hasMessage("The budget (200.0 MMACs or more) is above the dearest architecture (170.0 MMACs) of space"
                        + " toy at 32x32x3. Reachable: 30000000 to 170000000 MACs.");
    }

    @Test
    void unitsOfOtherMetrics() {
        assertUnreachable(Budget.atMost(Metric.LATENCY, 0.25))
                .hasMessageStartingWith("The budget (0.25 ms) is below the cheapest architecture (0.5 ms)");
    }

    @Test
    void inAGapOfWholeCosts() {
        assertUnreachable(Budget.of(Metric.MACS, 71e6, 129e6))
                .hasMessage("The budget (macs from 71000000 to 129000000) lies between two reachable costs of space toy"
                        + " at 32x32x3: 70000000 and 130000000.");
        assertUnreachable(Budget.of(Metric.MACS, 41e6, 42e6)).hasMessageContaining(": 40000000 and 50000000.");
    }

    @Test
    void inAGapOfRealCosts() {
        assertUnreachable(Budget.of(Metric.LATENCY, 0.8, 1.4)).hasMessageContaining(": about 0.750000 and 1.50000.");
        assertThatThrownBy(() -> FeasibleSampler.of(space, costs(), Budget.of(Metric.LATENCY, 0.8, 1.4), 0, 1000))
                .isInstanceOf(UnreachableBudgetException.class)
                .hasMessageContaining("lies between two reachable costs");
    }

    @Test
    void notTogether() {
        // The two cheapest in MACs choose 0,0,0, which takes the longest.
        Budget budget = new Budget(Map.of("macs", Range.atMost(30e6), "latency", Range.atMost(2)));
        assertUnreachable(budget)
                .hasMessageStartingWith(
                        "No architecture of space toy at 32x32x3 meets all ranges of the budget together: ")
                .hasMessageContaining("macs from -Infinity to 30000000 (the space reaches from 30000000 to 170000000)")
                .hasMessageNotContaining("search.budget");
        assertThatThrownBy(() -> FeasibleSampler.of(space, costs(), budget, 0, 100_000))
                .isInstanceOf(UnreachableBudgetException.class)
                .hasMessageStartingWith("No architecture of space toy");
    }

    @Test
    void tooNarrowToFind() {
        SearchSpace large = TestTables.space(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
        LookupTable table = TestTables.real(Metric.LATENCY, large, 1);
        double middle = (table.min() + table.max()) / 2;
        assertThatThrownBy(() -> FeasibleSampler.of(
                        large, CostModel.of(List.of(table)), Budget.of(Metric.LATENCY, middle, middle), 0, 1 << 16))
                .isInstanceOf(UnreachableBudgetException.class)
                .hasMessageStartingWith(
                        "The budget is too narrow for space toy at 32x32x3: none of 262144 architectures");
    }

    @Test
    void aTableOfAnotherSpaceIsRefused() {
        SearchSpace other = TestTables.space(2, 3, 3);
        assertThatThrownBy(() -> FeasibleSampler.of(other, costs(), Budget.atMost(Metric.MACS, 50e6)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The macs table was made for space toy at 32x32x3")
                .hasMessageContaining(space.fingerprint())
                .hasMessageContaining(other.fingerprint());
    }

    private CostModel costs() {
        return CostModel.of(List.of(macs, latency));
    }

    private AbstractThrowableAssert<?, ?> assertUnreachable(Budget budget) {
        return assertThatThrownBy(() -> FeasibleSampler.of(space, costs(), budget))
                .isInstanceOf(UnreachableBudgetException.class);
    }
}
