package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.tck.SyntheticSpace;

class OperatorsTest {

    private static final SearchSpace SPACE = SyntheticSpace.of(1, 4, 1, 3, 5, 2);
    private static final Architecture ZERO = Architecture.of(0, 0, 0, 0, 0);
    private static final Architecture LAST = Architecture.of(3, 0, 2, 4, 1);

    private static List<Trial> population(double... scores) {
        List<Trial> population = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            population.add(new Trial(i, ZERO.with(3, i), scores[i], Map.of()));
        }
        return population;
    }

    private static double[] shares(Selection selection, List<Trial> population) {
        RandomGenerator random = new SplittableRandom(1);
        double[] shares = new double[population.size()];
        for (int i = 0; i < 20_000; i++) {
            shares[population.indexOf(selection.select(population, random))] += 1 / 20_000.0;
        }
        return shares;
    }

    @Test
    void uniformSelectionPicksAllAlike() {
        assertThat(shares(Selection.uniform(), population(1, 9, 3)))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.02));
    }

    @Test
    void tournamentOfTwoPicksByRank() {
        // The r-th best of n wins with probability (2 (n - r) + 1) / n².
        assertThat(shares(Selection.tournament(2), population(1, 9, 3)))
                .containsExactly(new double[] {1 / 9.0, 5 / 9.0, 3 / 9.0}, within(0.02));
    }

    @Test
    void eachLayerIsRedrawnWithItsProbability() {
        RandomGenerator random = new SplittableRandom(2);
        double[] changed = new double[5];
        for (int i = 0; i < 20_000; i++) {
            Architecture child = SPACE.check(Mutation.eachLayer(0.1).mutate(ZERO, SPACE, random));
            for (int l = 0; l < 5; l++) {
                changed[l] += child.choice(l) == 0 ? 0 : 1 / 20_000.0;
            }
        }
        assertThat(changed)
                .containsExactly(new double[] {0.1 * 3 / 4, 0, 0.1 * 2 / 3, 0.1 * 4 / 5, 0.1 / 2}, within(0.01));
    }

    @Property(tries = 200, seed = "3")
    void oneLayerChangesExactlyOne(@ForAll long seed) {
        Architecture child = Mutation.oneLayer().mutate(LAST, SPACE, new SplittableRandom(seed));
        assertThat(Lab.distance(SPACE.check(child), LAST)).isEqualTo(1);
    }

    @Test
    void oneLayerReachesEveryNeighbourAndLeavesASpaceWithoutChoicesAlone() {
        RandomGenerator random = new SplittableRandom(4);
        assertThat(java.util.stream.IntStream.range(0, 500)
                        .mapToObj(i -> Mutation.oneLayer().mutate(LAST, SPACE, random))
                        .distinct())
                .hasSize(3 + 2 + 4 + 1);
        Architecture only = Architecture.of(0, 0);
        assertThat(Mutation.oneLayer().mutate(only, SyntheticSpace.of(1, 1, 1), random))
                .isEqualTo(only);
    }

    @Property(tries = 200, seed = "5")
    void crossoversTakeEachChoiceFromAParent(@ForAll long seed) {
        for (Crossover crossover : List.of(Crossover.uniform(), Crossover.onePoint())) {
            Architecture child = crossover.cross(ZERO, LAST, new SplittableRandom(seed));
            for (int l = 0; l < 5; l++) {
                assertThat(child.choice(l)).isIn(ZERO.choice(l), LAST.choice(l));
            }
        }
    }

    @Property(tries = 200, seed = "6")
    void onePointTakesAPrefixFromTheFirstParent(@ForAll long seed) {
        Architecture ones = Architecture.of(1, 1, 1, 1);
        Architecture zeros = Architecture.of(0, 0, 0, 0);
        String child = Crossover.onePoint()
                .cross(ones, zeros, new SplittableRandom(seed))
                .toString();
        assertThat(child).isIn("1,0,0,0", "1,1,0,0", "1,1,1,0");
    }

    @Test
    void variationsCompose() {
        List<Trial> population = population(1, 2, 3);
        RandomGenerator random = new SplittableRandom(7);
        Variation best = Selection.tournament(50).cross(Crossover.uniform());
        assertThat(best.child(population, SPACE, random))
                .isEqualTo(population.get(2).architecture());
        Architecture mutated = best.then(Mutation.oneLayer()).child(population, SPACE, random);
        assertThat(Lab.distance(mutated, population.get(2).architecture())).isEqualTo(1);
        Variation never = (p, s, r) -> {
            throw new AssertionError("has share 0");
        };
        assertThat(Variation.mix(1, best, never).child(population, SPACE, random))
                .isEqualTo(population.get(2).architecture());
        assertThat(Variation.mix(0, never, best).child(population, SPACE, random))
                .isEqualTo(population.get(2).architecture());
    }

    @Test
    void wrongParametersAreRefused() {
        assertThatThrownBy(() -> Mutation.eachLayer(1.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mutation")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> Selection.tournament(0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new EvolutionSearch(0, 1, EvolutionSearch.spos(0.5, 0.1), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("population");
    }
}
