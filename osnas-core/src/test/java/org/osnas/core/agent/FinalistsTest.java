package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

class FinalistsTest {

    private static final Objectives MACS = Objectives.scoreAnd("macs");

    private static Trial trial(int index, double score, double macs) {
        return new Trial(index, Architecture.of(index), score, Map.of("macs", macs));
    }

    /** On the front: best (0), near the best (1), middle (3), cheapest (5); beaten: 2 and 4. */
    private static final List<Trial> RANKED = List.of(
            trial(0, 0.90, 100),
            trial(1, 0.89, 95),
            trial(2, 0.88, 110),
            trial(3, 0.80, 60),
            trial(4, 0.75, 70),
            trial(5, 0.70, 10));

    private static List<Long> finalists(Objectives objectives, int most) {
        return Finalists.of(RANKED, Finalists.front(RANKED, objectives), objectives, most).stream()
                .map(Trial::index)
                .toList();
    }

    @Test
    void theFrontRunsFromCheapToDear() {
        assertThat(Finalists.front(RANKED, MACS)).extracting(Trial::index).containsExactly(5L, 3L, 1L, 0L);
        assertThat(Finalists.front(RANKED, Objectives.SCORE)).isEmpty();
    }

    @Test
    void withTheScoreAloneTheBestAreTrained() {
        assertThat(finalists(Objectives.SCORE, 3)).containsExactly(0L, 1L, 2L);
        assertThat(finalists(Objectives.SCORE, 50)).hasSize(6);
    }

    @Test
    void alongAFrontTheyLieApartAndTheBestScoreComesFirst() {
        assertThat(finalists(MACS, 1)).containsExactly(0L);
        assertThat(finalists(MACS, 2)).containsExactly(0L, 5L);
        assertThat(finalists(MACS, 3)).containsExactly(0L, 5L, 3L);
        assertThat(finalists(MACS, 50)).as("only the front").containsExactly(0L, 5L, 3L, 1L);
    }
}
