package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.PreparedSession;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/** Every rule of a preparation catches one that breaks it. */
class PreparationContractTest {

    /** Sums up random numbers; from the sum follows what is proposed. What it does wrong is said by its flags. */
    private static final class Session implements PreparedSession, Preparation {
        private final SearchContext context;
        private final boolean proposesAtOnce;
        private final boolean forgetsTheSum;
        private final boolean takesAnyState;
        private final Proposals proposals;
        private long done;
        private double sum;

        Session(SearchContext context, boolean proposesAtOnce, boolean forgetsTheSum, boolean takesAnyState) {
            this.context = context;
            this.proposesAtOnce = proposesAtOnce;
            this.forgetsTheSum = forgetsTheSum;
            this.takesAnyState = takesAnyState;
            this.proposals = new Proposals(context);
        }

        @Override
        public Preparation preparation() {
            return this;
        }

        @Override
        public long steps() {
            return 5;
        }

        @Override
        public long done() {
            return done;
        }

        @Override
        public void step() {
            if (done == steps()) {
                throw new IllegalStateException("all steps are done");
            }
            sum += Seeds.generator(context.seed(), "step", done++).nextDouble();
        }

        @Override
        public double[] state() {
            return forgetsTheSum ? new double[] {done} : new double[] {done, sum};
        }

        @Override
        public void restore(double[] state) {
            Check.that(takesAnyState || state.length == state().length, "%d values", state.length);
            done = (long) state[0];
            sum = state.length > 1 ? state[1] : 0;
        }

        @Override
        public Optional<Architecture> propose() {
            if (!proposesAtOnce && done < steps()) {
                throw new IllegalStateException("not prepared");
            }
            RandomGenerator random =
                    Seeds.generator(Double.doubleToLongBits(sum), "propose after preparation", proposals.size());
            return proposals.next(ignored -> proposals.draw(random));
        }

        @Override
        public void observe(Trial trial) {}
    }

    private static void caught(
            boolean proposesAtOnce, boolean forgets, boolean takesAny, Consumer<PreparationContract> rule) {
        assertThatThrownBy(() -> rule.accept(() -> c -> new Session(c, proposesAtOnce, forgets, takesAny)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void allRulesPassOneThatKeepsThem() {
        PreparationContract sound = () -> c -> new Session(c, false, false, false);
        PreparationContract nothingToPrepare = () -> c -> new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return Optional.empty();
            }

            @Override
            public void observe(Trial trial) {}
        };
        for (PreparationContract contract : new PreparationContract[] {sound, nothingToPrepare}) {
            assertThatCode(contract::required_S13_preparesBeforeItProposes).doesNotThrowAnyException();
            assertThatCode(contract::required_S14_preparationResumesWithTheSameBits)
                    .doesNotThrowAnyException();
            assertThatCode(contract::required_S15_foreignPreparationIsRefused).doesNotThrowAnyException();
        }
    }

    @Test
    void s13CatchesOneThatProposesBeforeItIsPrepared() {
        caught(true, false, false, PreparationContract::required_S13_preparesBeforeItProposes);
    }

    @Test
    void s14CatchesOneThatSavesHalfOfWhatItLearned() {
        caught(false, true, false, PreparationContract::required_S14_preparationResumesWithTheSameBits);
    }

    @Test
    void s15CatchesOneThatTakesAnyState() {
        caught(false, false, true, PreparationContract::required_S15_foreignPreparationIsRefused);
    }
}
