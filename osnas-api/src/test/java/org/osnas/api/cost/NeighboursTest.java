package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

class NeighboursTest {

    @Property(seed = "1", tries = 50)
    void areTheArchitecturesWithinTheBudgetAtDistanceOne(@ForAll @IntRange(max = 1000) int seed) {
        SearchSpace space = TestTables.space(2, 3, 1, 4);
        LookupTable latency = TestTables.real(Metric.LATENCY, space, seed);
        CostModel costs = CostModel.analytic(space).with(latency);
        double middle = (latency.min() + latency.max()) / 2;
        Budget budget = new Budget(Map.of("latency", Range.atMost(middle)));
        Architecture centre = latency.argMin();
        List<Architecture> expected = new ArrayList<>();
        TestTables.forEach(space, a -> {
            int different = 0;
            for (int l = 0; l < a.length(); l++) {
                different += a.choice(l) == centre.choice(l) ? 0 : 1;
            }
            if (different == 1 && latency.cost(a) <= middle) {
                expected.add(a);
            }
        });

        assertThat(Neighbours.of(centre, space, costs, budget)).containsExactlyInAnyOrderElementsOf(expected);
    }
}
