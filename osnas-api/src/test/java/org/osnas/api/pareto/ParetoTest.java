package org.osnas.api.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

class ParetoTest {

    private static final Objectives OBJECTIVES = Objectives.scoreAnd("macs");

    private static Trial trial(int index, double score, double macs) {
        return new Trial(index, Architecture.of(index), score, Map.of("macs", macs));
    }

    private static List<Trial> random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(trial(i, random.nextInt(8), random.nextInt(8)));
        }
        return trials;
    }

    private static boolean dominates(Trial a, Trial b) {
        double macsA = a.costs().get("macs");
        double macsB = b.costs().get("macs");
        return a.score() >= b.score() && macsA <= macsB && (a.score() > b.score() || macsA < macsB);
    }

    @Test
    void frontHasWhatNothingDominates() {
        Trial cheap = trial(0, 1, 10);
        Trial middle = trial(1, 5, 20);
        Trial best = trial(2, 9, 50);
        Trial worse = trial(3, 4, 30);
        Trial twin = trial(4, 5, 20);
        Trial failed = trial(5, Double.NaN, 1);
        assertThat(Pareto.front(List.of(cheap, middle, best, worse, twin, failed), OBJECTIVES))
                .containsExactly(cheap, middle, best, twin);
        assertThat(Pareto.front(List.of(), OBJECTIVES)).isEmpty();
    }

    @Property(tries = 100, seed = "2")
    void theFrontIsTheFirstOfAllFronts(@ForAll @IntRange(min = 1, max = 60) int count, @ForAll long seed) {
        List<Trial> trials = random(count, seed);
        assertThat(Pareto.front(trials, OBJECTIVES))
                .isEqualTo(Pareto.fronts(trials, OBJECTIVES).get(0));
        Objectives three = Objectives.scoreAnd("macs", "params");
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> more = trials.stream()
                .map(t -> new Trial(
                        t.index(),
                        t.architecture(),
                        t.score(),
                        Map.of("macs", t.costs().get("macs"), "params", (double) random.nextInt(6))))
                .toList();
        assertThat(Pareto.front(more, three))
                .isEqualTo(Pareto.fronts(more, three).get(0));
    }

    /** A comparison of every pair would take a minute and more. */
    @Test
    @Timeout(20)
    void theFrontOfFiftyThousandTrialsIsThereAtOnce() {
        List<Trial> trials = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 50_000; i++) {
            double macs = random.nextInt(1_000_000);
            trials.add(trial(i, macs - (i % 2 == 0 ? 0 : random.nextInt(1000)), macs));
        }
        Set<Trial> front = new HashSet<>(Pareto.front(trials, OBJECTIVES));
        assertThat(front.stream().filter(t -> t.index() % 2 == 0).count()).isEqualTo(25_000);
        for (int i = 1; i < 400; i += 2) {
            Trial trial = trials.get(i);
            assertThat(front.contains(trial)).isEqualTo(trials.stream().noneMatch(other -> dominates(other, trial)));
        }
    }

    @Property(tries = 100, seed = "1")
    void frontsPartitionTheTrialsByDominance(@ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) {
        List<Trial> trials = random(count, seed);
        List<List<Trial>> fronts = Pareto.fronts(trials, OBJECTIVES);
        assertThat(fronts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(trials);
        for (int f = 0; f < fronts.size(); f++) {
            for (Trial member : fronts.get(f)) {
                assertThat(fronts.get(f)).noneMatch(other -> dominates(other, member));
                if (f > 0) {
                    assertThat(fronts.get(f - 1)).anyMatch(other -> dominates(other, member));
                }
            }
        }
    }

    @Test
    void crowdingIsTheGapAsAShareOfTheExtent() {
        List<Trial> front = List.of(trial(0, 0, 0), trial(1, 2, 1), trial(2, 3, 6), trial(3, 10, 10));
        assertThat(Pareto.crowding(front, OBJECTIVES))
                .containsExactly(
                        new double[] {Double.POSITIVE_INFINITY, 0.9, 1.7, Double.POSITIVE_INFINITY}, within(1e-12));
        assertThat(Pareto.crowding(List.of(), OBJECTIVES)).isEmpty();
    }

    @Test
    void crowdedOrderPutsFrontsFirstThenWideGaps() {
        List<Trial> trials = List.of(trial(0, 0, 11), trial(1, 2, 1), trial(2, 3, 6), trial(3, 10, 10), trial(4, 0, 0));
        assertThat(Pareto.crowdedOrder(trials, OBJECTIVES).stream().map(Trial::index))
                .containsExactly(3L, 4L, 2L, 1L, 0L);
    }

    @Test
    void hypervolumeOfBoxesIsTheirUnion() {
        assertThat(Hypervolume.of(List.of(new double[] {1, 2}), new double[] {4, 4}))
                .isEqualTo(6);
        assertThat(Hypervolume.of(List.of(new double[] {1, 2}, new double[] {2, 1}), new double[] {4, 4}))
                .isEqualTo(8);
        assertThat(Hypervolume.of(
                        List.of(new double[] {1, 2}, new double[] {2, 2}, new double[] {5, 0}), new double[] {4, 4}))
                .as("neither a dominated point nor one beyond the reference adds anything")
                .isEqualTo(6);
        assertThat(Hypervolume.of(List.of(new double[] {0, 0, 0}, new double[] {0, 0, 1}), new double[] {2, 3, 4}))
                .isEqualTo(24);
        assertThat(Hypervolume.of(List.of(), new double[] {1})).isZero();
    }

    @Property(tries = 30, seed = "2")
    void hypervolumeIsTheShareOfRandomPointsThatAreDominated(@ForAll @IntRange(max = 1_000_000) int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            points.add(random.doubles(3).toArray());
        }
        int hits = 0;
        for (int i = 0; i < 20_000; i++) {
            double[] sample = random.doubles(3).toArray();
            hits += points.stream().anyMatch(p -> Pareto.dominates(p, sample)) ? 1 : 0;
        }
        assertThat(Hypervolume.of(points, new double[] {1, 1, 1})).isCloseTo(hits / 20_000.0, within(0.015));
    }

    @Test
    void missingCostsAndRepeatedMetricsAreRefused() {
        assertThatThrownBy(() -> Objectives.scoreAnd("latency").losses(trial(7, 1, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("trial 7")
                .hasMessageContaining("latency")
                .hasMessageContaining("macs");
        assertThatThrownBy(() -> Objectives.scoreAnd("macs", "macs")).isInstanceOf(BadInputException.class);
        assertThat(Objectives.SCORE.several()).isFalse();
        assertThat(Objectives.SCORE.losses(trial(7, 2, 1))).containsExactly(-2);
    }
}
