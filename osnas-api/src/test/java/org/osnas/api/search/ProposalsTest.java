package org.osnas.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

class ProposalsTest {

    private static final ChoiceLayer LAYER = ChoiceLayer.of(
            Block.sequence("k1", Conv2d.of(2, 2, 1, 1)),
            Block.sequence("k3", Conv2d.of(2, 2, 3, 1)),
            Block.sequence("k5", Conv2d.of(2, 2, 5, 1)));
    private static final SearchSpace SPACE = SearchSpace.classifier(
            "test",
            new Shape(1, 1, 2),
            2,
            Block.sequence("stem"),
            List.of(LAYER, LAYER, LAYER),
            Block.sequence("head"));
    private static final CostModel COSTS = CostModel.analytic(SPACE);

    private static SearchContext context(Budget budget, int trials, long seed) {
        List<Architecture> feasible =
                FeasibleArchitectures.of(SPACE, COSTS, budget).stream().toList();
        ArchitectureSampler sampler = new ArchitectureSampler() {
            @Override
            public Architecture sample(RandomGenerator random) {
                return feasible.get(random.nextInt(feasible.size()));
            }

            @Override
            public BigInteger count() {
                return BigInteger.valueOf(feasible.size());
            }
        };
        return new SearchContext(SPACE, COSTS, budget, sampler, trials, seed);
    }

    @Test
    void drawsEveryFeasibleArchitectureOnceThenEnds() {
        Budget budget = Budget.atMost(Metric.MACS, 150);
        Proposals proposals = new Proposals(context(budget, 100, 1));
        Set<Architecture> drawn = new HashSet<>();
        Optional<Architecture> next = proposals.next(proposals::draw);
        while (next.isPresent()) {
            assertThat(drawn.add(next.get())).isTrue();
            next = proposals.next(proposals::draw);
        }
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(FeasibleArchitectures.of(SPACE, COSTS, budget))
                .hasSizeBetween(5, 26);
    }

    @Test
    void lastDrawIsUniformToo() {
        Map<Architecture, Integer> last = new HashMap<>();
        int searches = 2700;
        for (int seed = 0; seed < searches; seed++) {
            Proposals proposals = new Proposals(context(Budget.NONE, 27, seed));
            Architecture latest = null;
            for (int i = 0; i < 27; i++) {
                latest = proposals.next(proposals::draw).orElseThrow();
            }
            last.merge(latest, 1, Integer::sum);
        }
        double chiSquared = last.values().stream()
                .mapToDouble(n -> Math.pow(n - 100, 2) / 100)
                .sum();
        // 26 degrees of freedom: 45.6 is the 99 % quantile.
        assertThat(last).hasSize(27);
        assertThat(chiSquared).isLessThan(45.6);
    }

    @Test
    void stopsAtTheNumberOfTrials() {
        Proposals proposals = new Proposals(context(Budget.NONE, 2, 1));
        assertThat(proposals.next(proposals::draw)).isPresent();
        assertThat(proposals.next(proposals::draw)).isPresent();
        assertThat(proposals.next(proposals::draw)).isEmpty();
        assertThat(proposals.size()).isEqualTo(2);
    }

    @Test
    void refusesARepeatedChoice() {
        Proposals proposals = new Proposals(context(Budget.NONE, 5, 1));
        Architecture first = Architecture.of(0, 1, 2);
        assertThat(proposals.next(random -> Optional.of(first))).contains(first);
        assertThat(proposals.admits(first)).isFalse();
        assertThatThrownBy(() -> proposals.next(random -> Optional.of(first)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0,1,2");
    }

    @Test
    void anArchitectureThatWasDrawnButNotProposedIsNotLost() {
        Budget one = Budget.atMost(Metric.MACS, COSTS.table("macs").min());
        Proposals proposals = new Proposals(context(one, 5, 1));
        RandomGenerator random = new java.util.SplittableRandom(1);
        assertThat(proposals.draw(random)).isPresent();
        assertThat(proposals.draw(random)).isPresent();
        assertThat(proposals.next(proposals::draw)).contains(Architecture.of(0, 0, 0));
        assertThat(proposals.next(proposals::draw)).isEmpty();
    }

    @Test
    void triesOnlySoOften() {
        Proposals proposals = new Proposals(context(Budget.atMost(Metric.MACS, 20), 5, 1));
        int[] calls = new int[1];
        assertThat(proposals.firstAdmitted(7, () -> {
                    calls[0]++;
                    return Architecture.of(2, 2, 2);
                }))
                .isEmpty();
        assertThat(calls[0]).isEqualTo(7);
    }
}
