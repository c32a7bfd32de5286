package org.osnas.strategies.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.strategies.search.RandomSearch;
import org.osnas.tck.EnumeratingSampler;
import org.osnas.tck.SyntheticLandscape;
import org.osnas.tck.SyntheticSpace;

class PredictorSearchTest {

    private static final SearchSpace SPACE = SyntheticSpace.of(1, 9, 9, 9, 9, 9, 9);
    private static final CostModel COSTS = CostModel.analytic(SPACE);
    private static final FeasibleSampler SAMPLER = FeasibleSampler.of(SPACE, COSTS, Budget.NONE);
    private static final SearchStrategy PREDICTOR = new PredictorSearch.Provider().create(Settings.empty());
    private static final int SEEDS = 20;

    /** Scores of the best 1 % and the best 0.1 % of all architectures. */
    private static double[] marks(SyntheticLandscape landscape, List<Architecture> all) {
        double[] sorted = all.stream().mapToDouble(landscape::truth).sorted().toArray();
        return new double[] {sorted[sorted.length - sorted.length / 100], sorted[sorted.length - sorted.length / 1000]};
    }

    /** How many evaluations a search needs to reach each of the marks. */
    private static double[] evaluations(
            SearchStrategy strategy, SyntheticLandscape landscape, double[] marks, int trials, long seed) {
        SearchSession session = strategy.start(context(trials, seed));
        double[] evaluations = new double[marks.length];
        int reached = 0;
        for (int i = 0; i < trials && reached < marks.length; i++) {
            Architecture next = session.propose().orElseThrow();
            double score = landscape.score(next);
            session.observe(trial(i, next, score));
            while (reached < marks.length && score >= marks[reached]) {
                evaluations[reached++] = i + 1;
            }
        }
        assertThat(reached).as("marks reached in %d trials", trials).isEqualTo(marks.length);
        return evaluations;
    }

    private static double median(List<double[]> runs, int mark) {
        double[] sorted = runs.stream().mapToDouble(r -> r[mark]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static SearchContext context(int trials, long seed) {
        return new SearchContext(SPACE, COSTS, Budget.NONE, SAMPLER, trials, seed);
    }

    private static Trial trial(long index, Architecture architecture, double score) {
        return new Trial(index, architecture, score, COSTS.costs(architecture));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void reachesTheTopWithAQuarterOfTheEvaluationsOfRandom(double ruggedness) {
        List<Architecture> all = EnumeratingSampler.all(SPACE);
        List<double[]> guided = new ArrayList<>();
        List<double[]> random = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticLandscape landscape = SyntheticLandscape.of(SPACE, seed).withRuggedness(ruggedness);
            double[] marks = marks(landscape, all);
            guided.add(evaluations(PREDICTOR, landscape, marks, 400, seed));
            // Random search is cheap: more of its seeds give a steadier mark to beat.
            for (int i = 0; i < 30; i++) {
                random.add(evaluations(new RandomSearch(), landscape, marks, 20_000, 30 * seed + i));
            }
        }
        assertThat(median(random, 0)).as("of random, in theory 69").isBetween(60.0, 78.0);
        assertThat(median(guided, 0)).as("to the top 1 %%").isLessThanOrEqualTo(median(random, 0) / 4);
        assertThat(median(guided, 1)).as("to the top 0.1 %%").isLessThanOrEqualTo(median(random, 1) / 10);
    }

    @Test
    void findsItsWayThroughNoise() {
        int trials = 60;
        double guided = 0;
        double random = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticLandscape landscape =
                    SyntheticLandscape.of(SPACE, seed).withRuggedness(0.3).withNoise(0.5);
            guided += truthOfTheBest(PREDICTOR, landscape, trials, seed) / SEEDS;
            random += truthOfTheBest(new RandomSearch(), landscape, trials, seed) / SEEDS;
        }
        assertThat(guided).isGreaterThan(random + 1);
    }

    private static double truthOfTheBest(SearchStrategy strategy, SyntheticLandscape landscape, int trials, long seed) {
        SearchSession session = strategy.start(context(trials, seed));
        Trial best = null;
        for (int i = 0; i < trials; i++) {
            Architecture next = session.propose().orElseThrow();
            Trial trial = trial(i, next, landscape.score(next));
            session.observe(trial);
            best = best == null || trial.score() > best.score() ? trial : best;
        }
        return landscape.truth(best.architecture());
    }

    @Test
    void proposalsThatAreOutAreNoReasonToGatherInOnePlace() {
        SyntheticLandscape landscape = SyntheticLandscape.of(SPACE, 7);
        SearchSession session = PREDICTOR.start(context(40, 7));
        for (int i = 0; i < 20; i++) {
            Architecture next = session.propose().orElseThrow();
            session.observe(trial(i, next, landscape.score(next)));
        }
        Set<Architecture> out = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            out.add(session.propose().orElseThrow());
        }
        double mean = out.stream().mapToDouble(landscape::truth).average().orElseThrow();
        assertThat(out).hasSize(8);
        assertThat(mean).as("mean of a batch of eight; 0 at random").isGreaterThan(1);
    }

    @Test
    void scoresThatAreNotFiniteTeachNothing() {
        SyntheticLandscape landscape = SyntheticLandscape.of(SPACE, 8);
        List<Architecture> plain = proposals(landscape, Double.NaN);
        assertThat(proposals(landscape, Double.POSITIVE_INFINITY)).isEqualTo(plain);
        assertThat(proposals(landscape, Double.NEGATIVE_INFINITY)).isEqualTo(plain);
    }

    private static List<Architecture> proposals(SyntheticLandscape landscape, double third) {
        SearchSession session = PREDICTOR.start(context(20, 8));
        List<Architecture> proposals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Architecture next = session.propose().orElseThrow();
            proposals.add(next);
            session.observe(trial(i, next, i % 3 == 2 ? third : landscape.score(next)));
        }
        return proposals;
    }
}
