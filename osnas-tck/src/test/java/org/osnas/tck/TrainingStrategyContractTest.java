package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;

/** Every rule of the contract catches a strategy that breaks it; one that keeps them passes. */
class TrainingStrategyContractTest {

    private static TrainingStep path(SearchSpace space, RandomGenerator random) {
        int[] choices = space.sizes();
        for (int l = 0; l < choices.length; l++) {
            choices[l] = random.nextInt(choices[l]);
        }
        return TrainingStep.of(PathChoice.of(Architecture.of(choices)));
    }

    private static final TrainingStrategy UNIFORM =
            context -> index -> path(context.space(), Seeds.generator(context.seed(), "path", index));

    @Nested
    class Uniform implements TrainingStrategyContract {
        @Override
        public TrainingStrategy trainingStrategy() {
            return UNIFORM;
        }
    }

    private static void caught(TrainingStrategy offender, Consumer<TrainingStrategyContract> rule) {
        assertThatThrownBy(() -> rule.accept(() -> offender))
                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }

    @Test
    void t01CatchesOneOutsideTheSpace() {
        TrainingStrategy offender = context -> index -> TrainingStep.of(PathChoice.of(Architecture.of(0, 0, 0, 3, 0)));
        caught(offender, TrainingStrategyContract::required_T01_pathsAreWithinTheSpace);
    }

    @Test
    void t01CatchesMixturesOfAnotherSize() {
        TrainingStrategy offender = context ->
                index -> TrainingStep.of(new PathChoice.Weighted(new double[][] {{1, 1}, {1}, {1}, {1}, {1}}));
        caught(offender, TrainingStrategyContract::required_T01_pathsAreWithinTheSpace);
    }

    @Test
    void t12CatchesOneThatReadsTheBudgetAndSaysThatItDoesNot() {
        TrainingStrategy offender = new TrainingStrategy() {
            @Override
            public TrainingSchedule start(TrainingContext context) {
                long draw = context.budget().ranges().size() + context.seed();
                return index -> path(context.space(), Seeds.generator(draw, "path", index));
            }

            @Override
            public boolean readsBudget() {
                return false;
            }
        };
        caught(offender, TrainingStrategyContract::required_T12_readingTheBudgetIsDeclared);
    }

    @Test
    void t02CatchesAGlobalRandomState() {
        AtomicLong global = new AtomicLong();
        TrainingStrategy offender =
                context -> index -> path(context.space(), Seeds.generator(0, "path", global.incrementAndGet()));
        caught(offender, TrainingStrategyContract::required_T02_sameSeedSameSteps);
    }

    @Test
    void t03CatchesOneThatIgnoresTheSeed() {
        TrainingStrategy offender = context -> index -> path(context.space(), Seeds.generator(0, "path", index));
        caught(offender, TrainingStrategyContract::required_T03_seedDecides);
    }

    @Test
    void t04CatchesOneThatDrawsAllStepsFromOneGenerator() {
        TrainingStrategy offender = context -> {
            RandomGenerator random = Seeds.generator(context.seed(), "path", 0);
            return index -> path(context.space(), random);
        };
        caught(offender, TrainingStrategyContract::required_T04_stepsDependOnTheirIndexAlone);
    }

    @Test
    void t05CatchesOneThatLeavesCandidatesOut() {
        TrainingStrategy offender = context -> index -> TrainingStep.of(PathChoice.of(Architecture.of(0, 0, 0, 0, 0)));
        caught(offender, TrainingStrategyContract::required_T05_everyCandidateIsTrained);
    }

    @Test
    void t06CatchesOneThatKeepsTheLastContext() {
        AtomicLong lastSeed = new AtomicLong();
        TrainingStrategy offender = context -> {
            lastSeed.set(context.seed());
            return index -> path(context.space(), Seeds.generator(lastSeed.get(), "path", index));
        };
        caught(offender, TrainingStrategyContract::required_T06_schedulesAreIndependent);
    }

    @Test
    void t07CatchesOneThatDividesByTheNumberOfStepsLessOne() {
        TrainingStrategy offender = context -> index -> {
            long progress = index * 100 / (context.steps() - 1);
            return path(context.space(), Seeds.generator(context.seed(), "path", progress));
        };
        caught(offender, TrainingStrategyContract::required_T07_trainingOfOneStep);
    }

    /** Follows the gradient; may forget to save its state. */
    private static final class Descent implements LearningSchedule {
        private final boolean saves;
        private double[][] logits;

        Descent(SearchSpace space, boolean saves) {
            this.saves = saves;
            this.logits = ArchitectureLogits.zero(space).probabilities();
            for (double[] layer : logits) {
                Arrays.fill(layer, 0);
            }
        }

        @Override
        public TrainingStep step(long index) {
            return TrainingStep.of(new PathChoice.Weighted(logits().probabilities()));
        }

        @Override
        public Optional<PathChoice.Weighted> relax(long index) {
            return Optional.of(new PathChoice.Weighted(logits().probabilities()));
        }

        @Override
        public void observe(long index, Relaxation outcome) {
            for (int l = 0; l < logits.length; l++) {
                for (int c = 0; c < logits[l].length; c++) {
                    logits[l][c] -= 0.01 * outcome.gradient(l, c);
                }
            }
        }

        @Override
        public ArchitectureLogits logits() {
            return new ArchitectureLogits(logits);
        }

        @Override
        public double[] state() {
            return Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray();
        }

        @Override
        public void restore(double[] state) {
            if (state.length != state().length) {
                throw new BadInputException("wrong state");
            }
            for (int l = 0, i = 0; l < logits.length && saves; l++) {
                for (int c = 0; c < logits[l].length; c++) {
                    logits[l][c] = state[i++];
                }
            }
        }
    }

    /** A strategy that learns. */
    private record Learner(boolean saves, boolean declares) implements TrainingStrategy {
        @Override
        public TrainingSchedule start(TrainingContext context) {
            return new Descent(context.space(), saves);
        }

        @Override
        public Set<Capability> provides() {
            return declares ? Set.of(Capability.TRAINED_LOGITS) : Set.of();
        }
    }

    @Nested
    class Learning implements TrainingStrategyContract {
        @Override
        public TrainingStrategy trainingStrategy() {
            return new Learner(true, true);
        }

        @Override
        public boolean dependsOnSeed() {
            return false;
        }
    }

    @Test
    void t08CatchesOneThatDoesNotDeclareItsLogits() {
        caught(new Learner(true, false), TrainingStrategyContract::required_T08_learningIsDeclared);
    }

    @Test
    void t09CatchesOneThatForgetsItsState() {
        caught(new Learner(false, true), TrainingStrategyContract::required_T09_stateRestoresWhatWasLearned);
    }
}
