package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;
import org.osnas.tck.SyntheticLandscape;

class SearchStrategiesTest {

    static Stream<SearchStrategy> all() {
        return ServiceLoader.load(SearchStrategyProvider.class).stream()
                .map(p -> p.get().create(Settings.empty()))
                .filter(strategy -> strategy.requires().isEmpty());
    }

    /** Best noiseless score found, mean over seeds. */
    private static double best(Lab lab, SearchStrategy strategy, int trials) {
        double sum = 0;
        int seeds = 20;
        for (int seed = 0; seed < seeds; seed++) {
            SyntheticLandscape landscape =
                    SyntheticLandscape.of(lab.space(), seed).withRuggedness(0.3);
            sum += lab.run(strategy, trials, seed, landscape).stream()
                    .mapToDouble(Trial::score)
                    .max()
                    .orElseThrow();
        }
        return sum / seeds;
    }

    @ParameterizedTest
    @MethodSource("all")
    void withEnoughTrialsProposesEverythingFeasible(SearchStrategy strategy) {
        Lab lab = Lab.limited(3, 4, 2, 3, 3);
        SyntheticLandscape landscape = SyntheticLandscape.of(lab.space(), 1).withRuggedness(0.5);
        List<Trial> history = lab.run(strategy, 10_000, 1, landscape);
        assertThat(history.stream().map(Trial::architecture))
                .containsExactlyInAnyOrderElementsOf(lab.sampler().feasible());
    }

    @Test
    void exhaustiveKeepsTheLexicographicOrder() {
        Lab lab = Lab.limited(3, 4, 2);
        assertThat(lab.run(new ExhaustiveSearch(), 1000, 1, a -> 0).stream().map(Trial::architecture))
                .containsExactlyElementsOf(FeasibleArchitectures.of(lab.space(), lab.costs(), lab.budget()));
    }

    @Test
    void randomIsUniformWithinTheBudget() {
        Lab lab = Lab.limited(3, 2, 3);
        int feasible = lab.sampler().feasible().size();
        Map<Architecture, Integer> counts = new HashMap<>();
        int searches = 200 * feasible;
        for (int seed = 0; seed < searches; seed++) {
            lab.run(new RandomSearch(), 1, seed, a -> 0)
                    .forEach(trial -> counts.merge(trial.architecture(), 1, Integer::sum));
        }
        double chiSquared = counts.values().stream()
                .mapToDouble(n -> Math.pow(n - 200, 2) / 200)
                .sum();
        // At most 17 degrees of freedom: 33.4 is the 99 % quantile.
        assertThat(feasible).isBetween(5, 18);
        assertThat(counts).hasSize(feasible);
        assertThat(chiSquared).isLessThan(33.4);
    }

    @Test
    void learnersBeatRandomUnderABudget() {
        Lab lab = Lab.limited(6, 6, 6, 6, 6, 6);
        double random = best(lab, new RandomSearch(), 200);
        SearchStrategy evolution = new EvolutionSearch(40, 10, EvolutionSearch.spos(0.5, 0.1), 100);
        SearchStrategy aging =
                new RegularizedEvolution(40, Selection.tournament(10).mutate(Mutation.oneLayer()), 100);
        assertThat(best(lab, evolution, 200)).isGreaterThan(random + 0.3);
        assertThat(best(lab, aging, 200)).isGreaterThan(random + 0.3);
        assertThat(best(lab, new LocalSearch(LocalSearch.Move.FIRST), 200)).isGreaterThan(random + 0.3);
        assertThat(best(lab, new LocalSearch(LocalSearch.Move.BEST), 200)).isGreaterThan(random + 0.1);
    }

    @Test
    void evolutionKeepsTheBestAndBreedsOnlyThem() {
        Lab lab = Lab.unlimited(9, 9, 9, 9);
        SyntheticLandscape landscape = SyntheticLandscape.of(lab.space(), 2);
        Variation crossover = Selection.uniform().cross(Crossover.uniform());
        EvolutionSession session =
                new EvolutionSession(new EvolutionSearch(20, 3, crossover, 1000), lab.context(60, 2));
        Set<Architecture> observed = new HashSet<>();
        int bred = 0;
        for (int i = 0; i < 60; i++) {
            Architecture next = session.propose().orElseThrow();
            boolean ofParents = !session.parents().isEmpty();
            for (int l = 0; l < 4; l++) {
                int layer = l;
                ofParents &= session.parents().stream()
                        .anyMatch(p -> p.architecture().choice(layer) == next.choice(layer));
            }
            bred += i >= 20 && ofParents ? 1 : 0;
            observed.add(next);
            session.observe(lab.trial(i, next, i % 7 == 3 ? Double.NaN : landscape.score(next)));
        }
        assertThat(session.parents()).hasSize(3).isSortedAccordingTo(Trial.BEST_FIRST);
        // Three parents soon have no new child; until then all children take every choice from a parent.
        assertThat(bred).isGreaterThan(10);
        assertThat(observed).hasSize(60);
    }

    @Test
    void agingRemovesTheOldestHoweverGoodItIs() {
        Lab lab = Lab.unlimited(9, 9, 9);
        RegularizedEvolution config =
                new RegularizedEvolution(5, Selection.tournament(2).mutate(Mutation.oneLayer()), 10);
        AgingSession session = new AgingSession(config, lab.context(12, 3));
        for (int i = 0; i < 12; i++) {
            Architecture next = session.propose().orElseThrow();
            if (i >= 5) {
                assertThat(session.alive().stream().map(t -> Lab.distance(t.architecture(), next)))
                        .as("a child is a mutation of one that is alive")
                        .contains(1);
            }
            session.observe(lab.trial(i, next, 100 - i));
            assertThat(session.alive().stream().map(Trial::index))
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(Math.max(0, i - 4), i)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void agingGivesFailedTrialsNoPlace() {
        Lab lab = Lab.unlimited(4, 4);
        RegularizedEvolution config =
                new RegularizedEvolution(2, Selection.uniform().mutate(Mutation.oneLayer()), 10);
        AgingSession session = new AgingSession(config, lab.context(5, 3));
        session.observe(lab.trial(0, session.propose().orElseThrow(), 1));
        session.observe(lab.trial(1, session.propose().orElseThrow(), Double.NaN));
        assertThat(session.alive().stream().map(Trial::index)).containsExactly(0L);
    }
}
