package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.tck.SyntheticLandscape;

class LocalSearchTest {

    private static final Lab LAB = Lab.unlimited(5, 4, 6, 3, 5);

    @ParameterizedTest
    @EnumSource(LocalSearch.Move.class)
    void climbsASmoothLandscapeToItsTopWithoutRestart(LocalSearch.Move move) {
        SyntheticLandscape landscape = SyntheticLandscape.of(LAB.space(), 4);
        Architecture top = LAB.sampler().feasible().stream()
                .max(Comparator.comparingDouble(landscape::truth))
                .orElseThrow();
        LocalSession session = new LocalSession(move, LAB.context(10_000, 4));
        List<Double> visited = new ArrayList<>();
        for (int i = 0; ; i++) {
            Architecture next = session.propose().orElseThrow();
            if (session.position().isPresent()) {
                assertThat(Lab.distance(next, session.position().orElseThrow().architecture()))
                        .isEqualTo(1);
            }
            session.observe(LAB.trial(i, next, landscape.score(next)));
            if (session.position().isEmpty()) {
                break;
            }
            visited.add(session.position().orElseThrow().score());
        }
        assertThat(visited).isSorted().last().isEqualTo(landscape.score(top));
    }

    @Test
    void toTheBestTriesAllNeighboursBeforeItMoves() {
        SyntheticLandscape landscape = SyntheticLandscape.of(LAB.space(), 5);
        LocalSession session = new LocalSession(LocalSearch.Move.BEST, LAB.context(10_000, 5));
        Architecture start = session.propose().orElseThrow();
        session.observe(LAB.trial(0, start, landscape.score(start)));
        int neighbours = 4 + 3 + 5 + 2 + 4;
        Trial best = null;
        for (int i = 1; i <= neighbours; i++) {
            assertThat(session.position().orElseThrow().architecture()).isEqualTo(start);
            Architecture next = session.propose().orElseThrow();
            Trial trial = LAB.trial(i, next, landscape.score(next));
            best = best == null || trial.score() > best.score() ? trial : best;
            session.observe(trial);
        }
        assertThat(session.position()).contains(best);
    }

    @Test
    void restartsWhereNoNeighbourIsBetter() {
        Lab lab = Lab.unlimited(9, 9, 9);
        LocalSession session = new LocalSession(LocalSearch.Move.FIRST, lab.context(100, 6));
        Architecture start = session.propose().orElseThrow();
        session.observe(lab.trial(0, start, 1));
        for (int i = 1; i <= 24; i++) {
            session.observe(lab.trial(i, session.propose().orElseThrow(), i % 2 == 0 ? 0 : Double.NaN));
        }
        assertThat(session.position()).isEmpty();
        assertThat(Lab.distance(session.propose().orElseThrow(), start)).isGreaterThan(1);
    }
}
