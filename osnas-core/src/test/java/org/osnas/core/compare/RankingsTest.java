package org.osnas.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.core.compare.Rankings.Agreement;

class RankingsTest {

    private static final int MANY = 40;

    /** Accuracies, and costs in bands of ten that have nothing to do with them within a band. */
    private static double[] truth(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 0.5 + 0.01 * (i * 7 % count))
                .toArray();
    }

    private static double[] costs(int count) {
        return IntStream.range(0, count).mapToDouble(i -> 1000 * (1 + i / 10)).toArray();
    }

    private static Rankings.Cell cell(String label, long seed, double noise, double[] truth) {
        RandomGenerator random = Seeds.generator(seed, label, 0);
        return new Rankings.Cell(
                label,
                seed,
                100,
                2,
                Arrays.stream(truth)
                        .map(t -> t + noise * random.nextGaussian())
                        .boxed()
                        .toList());
    }

    private static Rankings rankings(int count) {
        double[] truth = truth(count);
        List<Rankings.Cell> cells = new ArrayList<>();
        for (String label : List.of("good", "better", "noise")) {
            for (int seed = 1; seed <= 3; seed++) {
                double noise = label.equals("noise") ? 5 : label.equals("good") ? 0.05 : 0;
                cells.add(cell(label, seed, noise, truth));
            }
        }
        return Rankings.of("", cells, truth, costs(count), 1);
    }

    @Test
    void whoKnowsTheTruthAgreesWithItAndNoiseDoesNot() {
        Rankings rankings = rankings(MANY);

        Rankings.Row better = rankings.rows().get(1);
        assertThat(better.label()).isEqualTo("better");
        assertThat(better.seeds()).isEqualTo(3);
        for (Agreement agreement : Agreement.values()) {
            double perfect = agreement == Agreement.REGRET ? 0 : 1;
            assertThat(better.estimates().get(agreement).value()).isCloseTo(perfect, within(1e-12));
        }
        Rankings.Estimate good = rankings.rows().get(0).estimates().get(Agreement.OVER_ALL);
        assertThat(good.value()).isBetween(0.5, 0.95);
        assertThat(good.interval().low()).isLessThan(good.value());
        assertThat(good.interval().high()).isGreaterThan(good.value());
        Rankings.Estimate noise = rankings.rows().get(2).estimates().get(Agreement.OVER_ALL);
        assertThat(noise.value()).isBetween(-0.3, 0.3);
        assertThat(rankings.ofCost().get(Agreement.OVER_ALL).value()).isBetween(-0.4, 0.4);
    }

    @Test
    void whatDiffersIsToldApartAfterTheCorrection() {
        Map<String, Standings.Pair> pairs = new java.util.HashMap<>();
        rankings(MANY).pairs().forEach(p -> pairs.put(p.first() + " " + p.second(), p));

        assertThat(pairs).containsOnlyKeys("good better", "good noise", "better noise");
        assertThat(pairs.get("better noise").adjusted()).isLessThan(0.01);
        assertThat(pairs.get("better noise").difference()).isGreaterThan(0.5);
        assertThat(pairs.get("good better").adjusted())
                .isGreaterThanOrEqualTo(pairs.get("good better").p());
    }

    @Test
    void aHandfulOfArchitecturesGetsNoIntervals() {
        Rankings rankings = rankings(9);

        assertThat(rankings.rows().get(1).estimates().get(Agreement.OVER_ALL).value())
                .isEqualTo(1);
        assertThat(rankings.rows()
                        .get(1)
                        .estimates()
                        .get(Agreement.OVER_ALL)
                        .interval()
                        .low())
                .isNaN();
        assertThat(rankings.pairs()).isEmpty();
    }

    @Test
    void aSupernetsScoresAreReadAsTheyWereWritten() {
        Rankings.Cell cell = new Rankings.Cell("a", 3, 20, 1.5, List.of(0.25, Double.NaN, -1.0));

        assertThat(Rankings.Cell.parse(cell.json())).isEqualTo(cell);
        double[] scores = cell.scores().stream().mapToDouble(s -> s).toArray();
        assertThat(RankingSample.of(Agreement.OVER_ALL, scores, new double[] {0.9, 0.1, 0.2}, new double[] {1, 1, 1}))
                .as("without the one that failed")
                .isEqualTo(1);
    }

    /** Values 0.5, 0.8 and 0.6 at costs of 25, 100 and 50 of 100. */
    private record ThreeArena() implements Arena {
        @Override
        public double value(Architecture architecture) {
            return new double[] {0.5, 0.8, 0.6}[architecture.choice(0)];
        }

        @Override
        public double[] mostCosts(List<String> metrics) {
            return new double[] {100};
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public <T> T search(SearchStrategy s, int evaluations, long seed, Function<SearchContext, T> search) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Scorer scorer(int number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalDouble optimum() {
            return OptionalDouble.empty();
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public void close() {}
    }

    @Test
    void theVolumeOfAFrontGrowsByWhatEachPointAdds() {
        double[] costs = {25, 100, 50};
        List<Trial> trials = IntStream.range(0, 3)
                .mapToObj(i -> new Trial(
                        i, Architecture.of(i), new ThreeArena().value(Architecture.of(i)), Map.of("macs", costs[i])))
                .toList();

        Cell cell = FrontCells.of(new ThreeArena(), "a", 0, trials, Objectives.scoreAnd("macs"));

        assertThat(cell.failure()).isEqualTo(Optional.empty());
        // 0.5 × 0.75; the dearest adds nothing that has a width; 0.1 × 0.5 for the one between.
        assertThat(cell.value(1)).isCloseTo(0.375, within(1e-6));
        assertThat(cell.value(2)).isCloseTo(0.375, within(1e-6));
        assertThat(cell.value(3)).isCloseTo(0.425, within(1e-6));
    }
}
