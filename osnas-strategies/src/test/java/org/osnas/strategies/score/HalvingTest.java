package org.osnas.strategies.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.Score;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

class HalvingTest {

    private static final List<Architecture> EIGHT =
            IntStream.range(0, 8).mapToObj(Architecture::of).toList();

    /** The score of a network is its choice, plus a late gain of network 2 alone, over the steps so far. */
    private static final ScratchNetworks NETWORKS = (architecture, length) -> new ScratchNetworks.Training() {
        private int done;

        @Override
        public int done() {
            return done;
        }

        @Override
        public void to(int step) {
            done = Math.min(step, length);
        }

        @Override
        public double score() {
            int choice = architecture.choice(0);
            return choice == 5 ? Double.NaN : choice + (choice == 2 && done >= 40 ? 10 : 0);
        }

        @Override
        public void close() {}
    };

    @Test
    void theBestHalfGoesOnForTwiceAsLong() {
        List<Score> scores = new Halving(80, 10, 2).score(NETWORKS, EIGHT);

        assertThat(scores).extracting(Score::passes).containsExactly(10L, 10L, 10L, 20L, 20L, 10L, 40L, 80L);
        assertThat(scores.get(7)).isEqualTo(new Score(7, Optional.empty(), 80));
        assertThat(scores.get(6)).isEqualTo(new Score(6, Optional.of(Trial.Partial.ofSteps(40, 80)), 40));
        assertThat(scores.get(5).failed()).isTrue();
        assertThat(scores.get(5).partial()).isEmpty();
    }

    /** Network 2 is the best in the end; who gives up late enough finds it. */
    @Test
    void whoGivesUpLaterFindsWhatLearnsLate() {
        List<Score> scores = new Halving(80, 40, 2).score(NETWORKS, EIGHT);

        assertThat(scores.get(2)).isEqualTo(new Score(12, Optional.empty(), 80));
        assertThat(scores.stream().filter(Score::complete)).hasSize(4);
    }

    @Test
    void theLastRungIsTheWholeTraining() {
        assertThat(new Halving(200, 25, 2).rungs()).containsExactly(25, 50, 100, 200);
        assertThat(new Halving(100, 30, 2).rungs()).containsExactly(30, 60, 100);
        assertThat(new Halving(100, 99, 4).rungs()).containsExactly(99, 100);
    }

    @Test
    void bracketsOfHyperbandSpendAboutAsManySteps() {
        Hyperband hyperband = new Hyperband(new SuccessiveHalving(80, 10, 2));

        assertThat(hyperband.brackets()).extracting(Halving::first).containsExactly(10, 20, 40, 80);
        int[] shares = Hyperband.shares(hyperband.brackets(), 32);
        assertThat(Arrays.stream(shares).sum()).isEqualTo(32);
        // Mean steps of one: 25, 40, 60 and 80.
        assertThat(shares).containsExactly(14, 8, 6, 4);
        assertThat(Arrays.stream(Hyperband.shares(hyperband.brackets(), 1)).sum())
                .isEqualTo(1);
        assertThat(Arrays.stream(Hyperband.shares(hyperband.brackets(), 0)).sum())
                .isZero();
    }

    @Test
    void halvingThatGivesNothingUpIsRefused() {
        assertThatThrownBy(() -> new SuccessiveHalving(20, 20, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Lower first");
    }
}
