package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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
import org.osnas.core.config.RunConfig;

/** What early stop needs of the other parts of a configuration. */
class CompatibilityTest {

    private static final String EARLY = "search: {top: 8, early-stop: {keep: 8}}";

    @Test
    void aTaskWhoseScoreIsAMeanCanStopEarly() {
        assertThatCode(() -> check(EARLY, MEANS, Objectives.SCORE)).doesNotThrowAnyException();
        assertThatCode(() -> check("", PLAIN, Objectives.SCORE)).doesNotThrowAnyException();
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
                .isInstanceOfSatisfying(EarlyStopException.class, e -> assertThat(e.reason())
                        .isEqualTo(EarlyStopException.Reason.SEVERAL_OBJECTIVES))
                .hasMessageContaining("weighs it against macs: a low score may be on the Pareto front");
    }

    @Test
    void whatTheResultShowsMustBeKept() {
        String finalists = EARLY + "\nretrain: {finalists: 9}";
        assertThatThrownBy(() -> check(finalists, MEANS, Objectives.SCORE))
                .isInstanceOfSatisfying(EarlyStopException.class, e -> assertThat(e.reason())
                        .isEqualTo(EarlyStopException.Reason.TOO_FEW_KEPT))
                .hasMessageStartingWith("Early stop keeps 8 architectures, but the best 9 are wanted");
    }

    private static void check(String yaml, TrainingAgent task, Objectives objectives) {
        TrainingStrategy trainingStrategy = context -> {
            throw new UnsupportedOperationException();
        };
        compatibility(yaml, trainingStrategy, searchStrategy(objectives), task).check();
    }

    private static Compatibility compatibility(
            String yaml, TrainingStrategy trainingStrategy, SearchStrategy searchStrategy, TrainingAgent task) {
        RunConfig config = RunConfig.parse("run.yaml", yaml, List.of());
        return new Compatibility(
                new Named<>("training", trainingStrategy),
                new Named<>("search", searchStrategy),
                task,
                config.search().settings(),
                config.retrain().finalists());
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
        assertThatThrownBy(() -> compatibility("", distilling, searchStrategy(Objectives.SCORE), PLAIN)
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
