package org.osnas.strategies.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;

/** What schedules of training strategies give. */
final class Schedules {

    private Schedules() {}

    static TrainingContext context(SearchSpace space, long steps) {
        return new TrainingContext(space, CostModel.analytic(space), Budget.NONE, steps, 50, 1);
    }

    static List<Architecture> paths(TrainingStep step) {
        return step.passes().stream()
                .map(pass -> ((PathChoice.Single) pass.path()).architecture())
                .toList();
    }

    /** How often each candidate of each layer is on a path of the steps {@code from..to-1}. */
    static int[][] counts(SearchSpace space, TrainingStrategy.TrainingSchedule schedule, int from, int to) {
        int[][] counts = Arrays.stream(space.sizes()).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = from; i < to; i++) {
            for (Architecture path : paths(schedule.step(i))) {
                for (int l = 0; l < path.length(); l++) {
                    counts[l][path.choice(l)]++;
                }
            }
        }
        return counts;
    }

    static void assertUniform(
            TrainingStrategy.TrainingSchedule schedule, int from, int to, Set<Architecture> expected) {
        Map<Architecture, Integer> counts = new HashMap<>();
        for (int i = from; i < to; i++) {
            counts.merge(paths(schedule.step(i)).get(0), 1, Integer::sum);
        }
        assertThat(counts.keySet()).isEqualTo(expected).hasSizeGreaterThan(1);
        double mean = (double) (to - from) / expected.size();
        double chiSquared = counts.values().stream()
                .mapToDouble(n -> Math.pow(n - mean, 2) / mean)
                .sum();
        double freedom = expected.size() - 1;
        assertThat(chiSquared).isLessThan(freedom + 4 * Math.sqrt(2 * freedom));
    }
}
