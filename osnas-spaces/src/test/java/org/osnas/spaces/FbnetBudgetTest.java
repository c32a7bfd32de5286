package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/** Sampling under a budget in a space of 9^22 architectures. */
class FbnetBudgetTest {

    private final SearchSpace space = TestSpaces.space("fbnet-s");
    private final CostModel costs = CostModel.analytic(space);
    private final LookupTable macs = costs.table("macs");

    @Test
    void countsOfDisjointRangesAddUpToTheSpace() {
        BigInteger total = BigInteger.ZERO;
        double[] ends = {macs.min(), 10e6, 15e6, 15.5e6, 30e6, macs.max()};
        for (int i = 0; i + 1 < ends.length; i++) {
            // Costs are whole numbers: the next range begins one above the last.
            Budget budget = Budget.of(Metric.MACS, i == 0 ? ends[0] : ends[i] + 1, ends[i + 1]);
            FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
            assertThat(sampler.countIsExact()).isTrue();
            total = total.add(sampler.count());
        }
        assertThat(total)
                .isEqualTo(space.size())
                .isEqualTo(BigInteger.valueOf(9).pow(22));
    }

    @Test
    void drawsFromARareRangeAreFeasibleAndDifferent() {
        Budget budget = Budget.of(Metric.MACS, 3.5e6, 4.0e6);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
        assertThat(sampler.count().doubleValue() / space.size().doubleValue()).isBetween(1e-12, 1e-6);
        RandomGenerator random = Seeds.generator(3, "draw", 0);
        Set<Architecture> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Architecture a = sampler.sample(random);
            assertThat(macs.cost(a)).isBetween(3.5e6, 4.0e6);
            seen.add(a);
        }
        assertThat(seen.size()).isGreaterThan(19_900);
    }

    @Test
    void theCheapestAndTheDearestAlone() {
        RandomGenerator random = Seeds.generator(3, "draw", 0);
        FeasibleSampler dearest = FeasibleSampler.of(space, costs, Budget.of(Metric.MACS, macs.max(), macs.max()));
        assertThat(dearest.count()).isEqualTo(BigInteger.ONE);
        assertThat(dearest.sample(random)).isEqualTo(macs.argMax());
        FeasibleSampler cheapest = FeasibleSampler.of(space, costs, Budget.atMost(Metric.MACS, macs.min()));
        assertThat(macs.cost(cheapest.sample(random))).isEqualTo(macs.min());
    }

    @Test
    void severalMetricsTogether() {
        Budget budget = new Budget(Map.of("macs", new Range(9e6, 9.5e6), "params", new Range(1.2e6, 1.25e6)));
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
        RandomGenerator random = Seeds.generator(3, "draw", 0);
        for (int i = 0; i < 2_000; i++) {
            assertThat(costs.within(sampler.sample(random), budget)).isTrue();
        }
        assertThat(sampler.countIsExact()).isFalse();
    }
}
