package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;

class BudgetTest {

    @Test
    void rangesAreClosed() {
        Budget budget = Budget.of(Metric.MACS, 2, 4);
        assertThat(budget.allows(Map.of("macs", 2.0))).isTrue();
        assertThat(budget.allows(Map.of("macs", 4.0))).isTrue();
        assertThat(budget.allows(Map.of("macs", Math.nextDown(2.0)))).isFalse();
        assertThat(budget.allows(Map.of("macs", Math.nextUp(4.0)))).isFalse();
        assertThat(budget.allows(Map.of("macs", Double.NaN))).isFalse();
    }

    @Test
    void allRangesMustHold() {
        Budget budget = new Budget(Map.of("macs", Range.atMost(4), "params", new Range(1, 2)));
        assertThat(budget.allows(Map.of("macs", -1e9, "params", 1.5, "latency", 1e9)))
                .isTrue();
        assertThat(budget.allows(Map.of("macs", 5.0, "params", 1.5))).isFalse();
        assertThat(budget.allows(Map.of("macs", 3.0))).as("a metric is missing").isFalse();
        assertThat(Budget.NONE.allows(Map.of())).isTrue();
    }

    @Test
    void emptyRangesAreRefused() {
        assertThatThrownBy(() -> new Range(2, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a range needs min <= max, got [2.0, 1.0]");
        assertThatThrownBy(() -> new Range(Double.NaN, 1)).isInstanceOf(BadInputException.class);
    }

    @Test
    void budgetsDoNotChange() {
        Map<String, Range> ranges = new HashMap<>(Map.of("macs", Range.atMost(4)));
        Budget budget = new Budget(ranges);
        ranges.clear();
        assertThat(budget).isEqualTo(Budget.atMost(Metric.MACS, 4));
        assertThatThrownBy(() -> budget.ranges().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void modelsJudgeArchitectures() {
        SearchSpace space = TestTables.space(2, 2);
        CostModel costs = CostModel.of(List.of(LookupTable.of(Metric.MACS, 1, new double[][] {{0, 4}, {0, 2}}, space)));
        Budget budget = Budget.of(Metric.MACS, 3, 5);
        assertThat(costs.within(Architecture.of(0, 1), budget)).isTrue();
        assertThat(costs.within(Architecture.of(1, 0), budget)).isTrue();
        assertThat(costs.within(Architecture.of(0, 0), budget)).isFalse();
        assertThat(costs.within(Architecture.of(1, 1), budget)).isFalse();
    }
}
