package org.osnas.report.internal.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

class ShownTrialsTest {

    /** As with {@code search.scorer: params}, where the front by parameters has every trial on it. */
    private static ShownTrials risingWithCost(int count) {
        List<Integer> costs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            costs.add(i);
        }
        Collections.shuffle(costs, new Random(5));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double cost = costs.get(i);
            trials.add(new Trial(i, Architecture.of(i % 3), cost / 2, Map.of("macs", cost)));
        }
        return new ShownTrials(trials, List.of("macs"));
    }

    @Test
    void aFrontThatHasEveryTrialOnItDoesNotMakeAPageLarge() {
        ShownTrials trials = risingWithCost(20_000);

        List<double[]> front = trials.frontOf("macs");
        assertThat(front).hasSize(400);
        assertThat(front.get(0)).containsExactly(0, 0);
        assertThat(front.get(399)).containsExactly(19_999, 9_999.5);
        assertThat(front).extracting(point -> point[0]).isSorted();

        assertThat(trials.front("macs")).hasSize(20_000);
        assertThat(trials.drawnOf(trials.front("macs")))
                .allSatisfy(trial -> assertThat(trials.row(trial)).isNotNegative());
        assertThat(trials.improvements())
                .allSatisfy(trial -> assertThat(trials.row(trial)).isNotNegative());
        assertThat(trials.best().subList(0, 200))
                .allSatisfy(trial -> assertThat(trials.row(trial)).isNotNegative());
        assertThat(trials.some(30_000)).hasSizeBetween(1_500, 2_000);
        assertThat(new SearchCharts(trials)
                        .front(Map.of(), Optional.empty(), "runs/x")
                        .says())
                .startsWith("20,000 of 20,000 architectures are on the front of score and macs");
    }

    @Test
    void ofAShortSearchAllAreShown() {
        ShownTrials trials = risingWithCost(300);

        assertThat(trials.frontOf("macs")).hasSize(300);
        assertThat(trials.some(1_000)).hasSize(300);
    }
}
