package org.osnas.strategies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.strategies.training.Schedules.assertUniform;
import static org.osnas.strategies.training.Schedules.context;
import static org.osnas.strategies.training.Schedules.counts;
import static org.osnas.strategies.training.Schedules.paths;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.Divergence;
import org.osnas.api.training.Pass;
import org.osnas.api.training.Target;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.tck.SyntheticSpace;

class TrainingStrategiesTest {

    @Test
    void uniformDrawsPathsUniformly() {
        SearchSpace space = SyntheticSpace.of(1, 3, 2, 4);
        var schedule = new UniformTraining(false).start(context(space, 4800));
        int[] counts = new int[24];
        for (int i = 0; i < 4800; i++) {
            Architecture path = paths(schedule.step(i)).get(0);
            counts[path.choice(0) * 8 + path.choice(1) * 4 + path.choice(2)]++;
        }
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(n -> Math.pow(n - 200, 2) / 200)
                .sum();
        // 23 degrees of freedom: 41.6 is the 99 % quantile.
        assertThat(chiSquared).isLessThan(41.6);
    }

    @Test
    void uniformTrainsOnePathAStep() {
        SearchSpace space = SyntheticSpace.of(1, 3, 2);
        assertThat(new UniformTraining(false).start(context(space, 10)).step(4).passes())
                .hasSize(1);
    }

    @Test
    void pathsWithinTheBudgetAreUniformAmongThose() {
        SearchSpace space = SyntheticSpace.of(1, 3, 2, 4);
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        Budget budget = Budget.atMost(Metric.MACS, (macs.min() + macs.max()) / 2);
        TrainingContext context = new TrainingContext(space, costs, budget, 6000, 50, 1);
        TrainingStrategy uniform =
                new UniformTraining.Provider().create(Settings.of("s", Map.of("within-budget", true)));
        TrainingStrategy sandwich = new SandwichTraining(2, "macs", true, Optional.empty(), false);
        var sandwiches = sandwich.start(context);
        for (int i = 0; i < 1000; i++) {
            assertThat(paths(sandwiches.step(i)).subList(2, 4)).allMatch(a -> costs.within(a, budget));
        }
        Set<Architecture> feasible =
                FeasibleArchitectures.of(space, costs, budget).stream().collect(Collectors.toSet());
        assertThat(feasible).hasSizeBetween(4, 23);
        assertUniform(uniform.start(context), 0, 6000, feasible);
    }

    @Test
    void fairTrainsEveryCandidateOnceAStep() {
        SearchSpace space = SyntheticSpace.of(1, 6, 6, 6);
        var schedule = new FairTraining().start(context(space, 50));
        for (int i = 0; i < 50; i++) {
            assertThat(schedule.step(i).passes()).hasSize(6);
            for (int[] layer : counts(space, schedule, i, i + 1)) {
                assertThat(layer).containsOnly(1);
            }
        }
    }

    @Test
    void fairKeepsSmallerLayersEqualOverTheirPeriod() {
        SearchSpace space = SyntheticSpace.of(1, 6, 4, 1, 3, 5);
        var schedule = new FairTraining().start(context(space, 100));
        int[] period = {1, 2, 1, 1, 5};
        for (int l = 0; l < period.length; l++) {
            for (int start = 0; start < 100; start += period[l]) {
                int[] layer = counts(space, schedule, start, start + period[l])[l];
                assertThat(layer).containsOnly(6 * period[l] / layer.length);
            }
        }
        for (int end = 1; end <= 100; end++) {
            for (int[] layer : counts(space, schedule, 0, end)) {
                assertThat(Arrays.stream(layer).max().orElseThrow()
                                - Arrays.stream(layer).min().orElseThrow())
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void fairJoinsCandidatesOfDifferentLayersAtRandom() {
        SearchSpace space = SyntheticSpace.of(1, 3, 3);
        var schedule = new FairTraining().start(context(space, 3000));
        int[] pairs = new int[9];
        for (int i = 0; i < 3000; i++) {
            paths(schedule.step(i)).forEach(path -> pairs[path.choice(0) * 3 + path.choice(1)]++);
        }
        assertThat(Arrays.stream(pairs).boxed()).allSatisfy(n -> assertThat(n).isBetween(900, 1100));
    }

    @Test
    void fairSaysWhyItKnowsNoBudget() {
        assertThatThrownBy(() -> new FairTraining.Provider()
                        .create(Settings.of("supernet.strategy.settings", Map.of("within-budget", true))))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "supernet.strategy.settings.within-budget: fair trains every candidate equally often, so it"
                                + " cannot keep its paths within a budget. Leave it out, or use uniform, sandwich or progressive.");
    }

    @Test
    void sandwichHasTheDearestTheCheapestAndRandomPaths() {
        SearchSpace space = SyntheticSpace.of(1, 6, 5, 4);
        LookupTable macs = CostModel.analytic(space).table("macs");
        var schedule = new SandwichTraining(3, "macs", false, Optional.empty(), false).start(context(space, 100));
        Set<String> random = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            List<Architecture> paths = paths(schedule.step(i));
            assertThat(paths).hasSize(5).startsWith(macs.argMax(), macs.argMin());
            paths.subList(2, 5).forEach(path -> random.add(path.toString()));
        }
        // 300 uniform draws among 120 paths leave about 10 out.
        assertThat(random).hasSizeBetween(100, 120);
    }

    @Test
    void sandwichLetsAllOthersLearnFromTheDearest() {
        SearchSpace space = SyntheticSpace.of(1, 6, 5, 4);
        TrainingStrategy strategy = new SandwichTraining.Provider().create(Settings.empty());
        List<Pass> passes = strategy.start(context(space, 10)).step(3).passes();
        assertThat(passes).hasSize(4);
        assertThat(passes.get(0).target()).isEqualTo(new Target.Labels());
        assertThat(passes.subList(1, 4))
                .extracting(Pass::target)
                .containsOnly(new Target.SoftLabels(0, new Divergence.KullbackLeibler()));
        assertThat(strategy.distils()).isTrue();
    }

    @Test
    void sandwichDropsOutInTheDearestAloneUnlessItIsToldTo() {
        SearchSpace space = SyntheticSpace.of(1, 6, 5, 4);
        SandwichTraining.Provider provider = new SandwichTraining.Provider();
        var byDefault = provider.create(Settings.empty()).start(context(space, 10));
        assertThat(byDefault.step(0).passes()).extracting(Pass::drops).containsExactly(true, false, false, false);
        var all = provider.create(Settings.of("s", Map.of("dropout", "all"))).start(context(space, 10));
        assertThat(all.step(0).passes()).extracting(Pass::drops).containsOnly(true);
    }

    @Test
    void sandwichReadsTheDivergenceOfAlphaNet() {
        SandwichTraining.Provider provider = new SandwichTraining.Provider();
        Settings alpha = Settings.of("s", Map.of("distillation", "alpha", "alpha-min", -2));
        assertThat(provider.create(alpha))
                .isEqualTo(new SandwichTraining(
                        2, "macs", false, Optional.of(new Divergence.AdaptiveAlpha(-2, 1, 5)), false));
        TrainingStrategy none = provider.create(Settings.of("s", Map.of("distillation", "none")));
        assertThat(none.distils()).isFalse();
        assertThatThrownBy(() -> provider.create(Settings.of("s", Map.of("clip", 3))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Unknown key clip");
        assertThatThrownBy(() -> provider.create(
                        Settings.of("s", Map.of("distillation", "alpha", "alpha-min", 2, "alpha-max", 1))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("alpha-min must not be above alpha-max, got 2.0 and 1.0");
    }
}
