package org.osnas.strategies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.strategies.training.Schedules.assertUniform;
import static org.osnas.strategies.training.Schedules.context;
import static org.osnas.strategies.training.Schedules.counts;
import static org.osnas.strategies.training.Schedules.paths;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.spaces.Sgnas;
import org.osnas.tck.SyntheticSpace;

/** Which candidates progressive training opens, and when. */
class ProgressiveTrainingTest {

    @Test
    void progressiveOpensTheDearestFirst() {
        SearchSpace space = SyntheticSpace.of(1, 6, 1, 4);
        LookupTable macs = CostModel.analytic(space).table("macs");
        var schedule = new ProgressiveTraining(3, "macs", false).start(context(space, 600));
        int[][] open = {{2, 1, 2}, {4, 1, 3}, {6, 1, 4}};
        for (int stage = 0; stage < 3; stage++) {
            int[][] counts = counts(space, schedule, 200 * stage, 200 * (stage + 1));
            for (int l = 0; l < 3; l++) {
                int layer = l;
                Set<Integer> trained = IntStream.range(0, counts[l].length)
                        .filter(c -> counts[layer][c] > 0)
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
                Set<Integer> dearest = IntStream.range(0, counts[l].length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(macs.blockCost(layer, b), macs.blockCost(layer, a)))
                        .limit(open[stage][l])
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(trained).as("stage %d layer %d", stage, l).isEqualTo(dearest);
            }
        }
    }

    @Test
    void progressiveKeepsToTheBudgetUniformly() {
        SearchSpace space = SyntheticSpace.of(1, 6, 4, 4);
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        TrainingStrategy strategy =
                new ProgressiveTraining.Provider().create(Settings.of("s", Map.of("within-budget", true, "stages", 2)));
        // The dearest half of the candidates misses it by far in the second case only.
        for (double share : new double[] {0.85, 0.25}) {
            Budget budget = Budget.atMost(Metric.MACS, macs.min() + share * (macs.max() - macs.min()));
            var schedule = strategy.start(new TrainingContext(space, costs, budget, 8000, 50, 1));
            Set<Architecture> feasible =
                    FeasibleArchitectures.of(space, costs, budget).stream().collect(Collectors.toSet());
            Set<Architecture> early = feasible.stream()
                    .filter(a ->
                            IntStream.range(0, 3).allMatch(l -> dearer(macs, l, a.choice(l)) < (macs.size(l) + 1) / 2))
                    .collect(Collectors.toSet());
            assertThat(early.isEmpty()).isEqualTo(share == 0.25);
            assertUniform(schedule, 0, 4000, early.isEmpty() ? feasible : early);
            assertUniform(schedule, 4000, 8000, feasible);
        }
    }

    @Test
    void progressiveOpensInterchangeableChoices() {
        SearchSpace space =
                new Sgnas().create(new Shape(32, 32, 3), Settings.empty()).classifier(10);
        CostModel costs = CostModel.analytic(space);
        Budget budget = Budget.atMost(Metric.MACS, 0.5 * costs.table("macs").max());
        for (boolean within : new boolean[] {false, true}) {
            var schedule = new ProgressiveTraining(2, "macs", within)
                    .start(new TrainingContext(space, costs, budget, 10, 50, 1));
            Architecture early = paths(schedule.step(0)).get(0);
            Architecture late = paths(schedule.step(9)).get(0);
            // Of dw3, dw5, dw7 and zero, the dearest half of six each; that is never within half of the cost.
            assertThat(Arrays.stream(early.toArray()).allMatch(c -> c == 1 || c == 2))
                    .isEqualTo(!within);
            assertThat(Arrays.stream(late.toArray()).boxed()).contains(0, 3);
            assertThat(costs.within(late, budget) || !within).isTrue();
        }
    }

    private static long dearer(LookupTable table, int layer, int choice) {
        return IntStream.range(0, table.size(layer))
                .filter(c -> table.blockCost(layer, c) > table.blockCost(layer, choice))
                .count();
    }

    @Test
    void progressiveRefusesAnUnknownMetric() {
        SearchSpace space = SyntheticSpace.of(1, 2, 2);
        assertThatThrownBy(() -> new ProgressiveTraining(3, "energy", false).start(context(space, 9)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("energy")
                .hasMessageContaining("macs");
    }
}
