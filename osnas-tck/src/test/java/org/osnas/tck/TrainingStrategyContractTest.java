package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.PathChoice;
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
}
