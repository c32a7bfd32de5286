package org.osnas.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;

class StandingsTest {

    private static Cell cell(String label, int seed, double... values) {
        List<Cell.Step> steps = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            steps.add(new Cell.Step(10 * i + 1, Architecture.of(i), i, values[i]));
        }
        return new Cell(label, seed, Optional.empty(), 40, steps);
    }

    /** What a noisy search found last counts, not the best value on the way. */
    private static List<Cell> cells() {
        return List.of(
                cell("a", 0, 0.9, 0.5),
                cell("a", 1, 0.6),
                cell("a", 2, 0.7),
                cell("b", 0, 0.4),
                cell("b", 1, 0.6),
                cell("b", 2, 0.5),
                cell("c", 0, 0.6),
                cell("c", 1, 0.8),
                cell("c", 2, 0.9));
    }

    @Test
    void ranksByMeanAndWithinSeeds() {
        Standings standings = Standings.of(cells(), OptionalDouble.of(0.95), Optional.empty(), 1);

        assertThat(standings.rows()).extracting(Standings.Row::label).containsExactly("c", "a", "b");
        assertThat(standings.rows()).extracting(r -> r.place().orElseThrow()).containsExactly(1, 2, 3);
        Standings.Row a = standings.rows().get(1);
        assertThat(a.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(a.rank()).isCloseTo((2 + 2.5 + 2) / 3, within(1e-12));
        assertThat(a.interval().low()).isGreaterThanOrEqualTo(0.5);
        assertThat(a.interval().high()).isLessThanOrEqualTo(0.7);
        assertThat(a.evaluations()).isEqualTo(40);
    }

    @Test
    void pairsAreTestedBySeed() {
        Standings standings = Standings.of(cells(), OptionalDouble.empty(), Optional.empty(), 1);

        Standings.Pair pair = standings.pair("c", "a").orElseThrow();
        // Three differences of one sign: 2 of the 8 patterns of signs are as extreme.
        assertThat(pair.p()).isCloseTo(0.25, within(1e-12));
        assertThat(pair.adjusted()).isCloseTo(0.75, within(1e-12));
        assertThat(pair.difference()).isCloseTo(-(0.7666666666666667 - 0.6), within(1e-12));
        assertThat(standings.pairs()).hasSize(3);
    }

    @Test
    void aStrategyWithAFailedSearchIsUnrankedButStays() {
        List<Cell> cells = new ArrayList<>(cells());
        cells.set(7, Cell.failed("c", 1, "out of luck"));

        Standings standings = Standings.of(cells, OptionalDouble.empty(), Optional.empty(), 1);

        assertThat(standings.rows()).extracting(Standings.Row::label).containsExactly("a", "b", "c");
        Standings.Row c = standings.rows().get(2);
        assertThat(c.place()).isEmpty();
        assertThat(c.mean()).isCloseTo(0.75, within(1e-12));
        assertThat(c.rank()).isNaN();
        assertThat(c.failures()).containsEntry("out of luck", 1);
        assertThat(standings.rows().get(0).rank()).isCloseTo((1 + 1.5 + 1) / 3, within(1e-12));
        assertThat(standings.pair("a", "c")).isEmpty();
    }

    @Test
    void whoIsTheBaselineAgainIsMarkedAndLeftOutOfTheCorrection() {
        List<Cell> cells = new ArrayList<>(cells());
        for (String label : List.of("again", "almost")) {
            cells.add(cell(label, 0, 0.4));
            cells.add(cell(label, 1, 0.6));
            cells.add(label.equals("again") ? cell(label, 2, 0.5) : cell(label, 2, 0.1, 0.5));
        }

        Standings standings = Standings.of(cells, OptionalDouble.empty(), Optional.of("b"), 1);

        assertThat(standings.rows())
                .filteredOn(Standings.Row::asBaseline)
                .extracting(Standings.Row::label)
                .containsExactly("again");
        assertThat(standings.rows()).allMatch(row -> row.place().isPresent());
        // Of a, b, c and almost.
        assertThat(standings.pairs()).hasSize(6);
        assertThat(standings.pair("again", "b")).isEmpty();
        assertThat(standings.pair("almost", "b")).isPresent();
    }

    @Test
    void curvesFollowTheBestSoFar() {
        List<CompareResult.Curve> curves = CompareResult.Curve.of(cells(), 20, 1);

        assertThat(curves).extracting(CompareResult.Curve::label).containsExactly("a", "b", "c");
        List<CompareResult.Curve.Point> a = curves.get(0).points();
        assertThat(a).hasSize(20);
        assertThat(a.get(9).evaluations()).isEqualTo(10);
        assertThat(a.get(9).mean()).isCloseTo((0.9 + 0.6 + 0.7) / 3, within(1e-12));
        assertThat(a.get(10).mean()).isCloseTo((0.5 + 0.6 + 0.7) / 3, within(1e-12));
        assertThat(CompareResult.Curve.of(cells(), 1000, 1).get(0).points()).hasSize(CompareResult.Curve.POINTS);
    }
}
