package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.MeanScored;
import org.osnas.api.task.MeanScoring;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.agent.SearchSettings.EarlyStop;

/** What early stop needs of the other parts of a configuration. */
class CompatibilityTest {

    private static final SearchSettings PLAINLY = SearchSettings.DEFAULT;
    private static final SearchSettings EARLY = new SearchSettings(
            100, Budget.NONE, 8, 32, List.of(), SearchSettings.Stop.NEVER, Optional.of(new EarlyStop(8, 0.999)));

    @Test
    void aTaskWhoseScoreIsAMeanCanStopEarly() {
        assertThatCode(() -> check(EARLY, MEANS, Objectives.SCORE)).doesNotThrowAnyException();
        assertThatCode(() -> check(PLAINLY, PLAIN, Objectives.SCORE)).doesNotThrowAnyException();
    }

    @Test
    void anotherTaskIsRefused() {
        assertThatThrownBy(() -> check(EARLY, PLAIN, Objectives.SCORE))
                .isInstanceOf(MissingAbilityException.class)
                .hasMessage(
                        "Early stop needs a task whose score is the mean of one value an example within a known range,"
                                + " which nothing in this run gives. Take another task, or let no scoring stop early.");
    }

    @Test
    void aSearchForAFrontIsRefused() {
        assertThatThrownBy(() -> check(EARLY, MEANS, Objectives.scoreAnd("macs")))
                .isInstanceOfSatisfying(RunException.class, e -> assertThat(e.problem())
                        .isEqualTo(RunException.EarlyStopRefused.SEVERAL_OBJECTIVES))
                .hasMessageContaining("weighs it against macs: a low score may be on the Pareto front");
    }

    @Test
    void whatTheResultShowsMustBeKept() {
        assertThatThrownBy(() -> check(EARLY, 9, MEANS, Objectives.SCORE))
                .isInstanceOfSatisfying(RunException.class, e -> assertThat(e.problem())
                        .isEqualTo(RunException.EarlyStopRefused.TOO_FEW_KEPT))
                .hasMessageStartingWith("Early stop keeps 8 architectures, but the best 9 are wanted");
    }

    private static void check(SearchSettings search, TrainingAgent task, Objectives objectives) {
        check(search, 1, task, objectives);
    }

    private static void check(SearchSettings search, int finalists, TrainingAgent task, Objectives objectives) {
        TrainingStrategy trainingStrategy = context -> {
            throw new UnsupportedOperationException();
        };
        compatibility(search, finalists, trainingStrategy, searchStrategy(objectives), task)
                .check();
    }

    private static Compatibility compatibility(
            SearchSettings search,
            int finalists,
            TrainingStrategy trainingStrategy,
            SearchStrategy searchStrategy,
            TrainingAgent task) {
        return new Compatibility(
                new Named<>("training", trainingStrategy),
                new Named<>("search", searchStrategy),
                task,
                search,
                finalists);
    }

    private static SearchStrategy searchStrategy(Objectives objectives) {
        return new SearchStrategy() {
            @Override
            public SearchSession start(SearchContext context) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Objectives objectives() {
                return objectives;
            }
        };
    }

    @Test
    void aTaskThatCannotDistilIsRefused() {
        TrainingStrategy distilling = new TrainingStrategy() {
            @Override
            public TrainingSchedule start(TrainingContext context) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean distils() {
                return true;
            }
        };
        assertThatThrownBy(() -> compatibility(PLAINLY, 1, distilling, searchStrategy(Objectives.SCORE), PLAIN)
                        .check())
                .isInstanceOfSatisfying(MissingAbilityException.class, e -> assertThat(e.ability())
                        .isEqualTo(Distils.class))
                .hasMessageContaining("needs a task that learns from the outputs of another network");
    }

    private static final TrainingAgent PLAIN = new TrainingAgent() {
        @Override
        public double step(Model model, Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Evaluation evaluation() {
            throw new UnsupportedOperationException();
        }
    };

    private static final MeanScoring MEANS = new MeanScoring() {
        @Override
        public double step(Model model, Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MeanScored evaluation() {
            throw new UnsupportedOperationException();
        }
    };
}
