package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.ScratchNetworks.Training;

/** The contract finds scorers that break it. */
class ScorerContractTest {

    private static ScorerContract of(ScoringMethod method) {
        return () -> method;
    }

    /** By the first layer's choice and the place in the list. */
    private static final ScoringMethod BY_PLACE =
            context -> (architectures, before) -> java.util.stream.IntStream.range(0, architectures.size())
                    .mapToObj(i -> Score.of(i))
                    .toList();

    private static final ScoringMethod UNDECLARED = context -> context.supernet(Optional.empty());

    private static final class Spendthrift implements ScoringMethod {
        @Override
        public Scorer start(ScoringContext context) {
            return Scorer.each(a -> {
                Training training = context.fromScratch().begin(a, 5);
                training.to(5);
                return training.score();
            });
        }
    }

    @Test
    void aGoodOnePasses() {
        ScorerContract good = of(context -> Scorer.each(context.costs().table("macs")::cost));

        assertThatCode(() -> {
                    good.required_R01_everyArchitectureGetsAScore();
                    good.required_R02_sameSeedSameScores();
                    good.required_R03_scoresDoNotDependOnThoseBeside();
                    good.required_R04_onlyWhoComparesGivesUp();
                    good.required_R05_theSupernetIsDeclared();
                    good.required_R06_trainingIsCounted();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whoLooksAtThoseBesideIsFound() {
        assertThatThrownBy(() -> of(BY_PLACE).required_R03_scoresDoNotDependOnThoseBeside())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whoTakesTheSupernetUndeclaredIsFound() {
        assertThatThrownBy(() -> of(UNDECLARED).required_R05_theSupernetIsDeclared())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whoTrainsWithoutSayingIsFound() {
        assertThatThrownBy(() -> of(new Spendthrift()).required_R06_trainingIsCounted())
                .isInstanceOf(AssertionError.class);
    }
}
