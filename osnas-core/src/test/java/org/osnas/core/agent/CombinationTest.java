package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.config.RunConfig;

/** What early stop needs of the other parts of a configuration. */
class CombinationTest {

    private static final String EARLY = "search: {top: 8, early-stop: {keep: 8}}";

    @Test
    void aTaskWhoseScoreIsAMeanCanStopEarly() {
        assertThatCode(() -> check(EARLY, Set.of(Capability.MEAN_SCORE), Objectives.SCORE))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("", Set.of(), Objectives.SCORE)).doesNotThrowAnyException();
    }

    @Test
    void anotherTaskIsRefused() {
        assertThatThrownBy(() -> check(EARLY, Set.of(Capability.SOFT_TARGETS), Objectives.SCORE))
                .isInstanceOf(MissingCapabilityException.class)
                .hasMessage("search.early-stop needs a task whose score is the mean of one value an example within a"
                        + " known range, which nothing in this configuration gives. Take the task image-classification,"
                        + " or leave search.early-stop out.");
    }

    @Test
    void aSearchForAFrontIsRefused() {
        assertThatThrownBy(() -> check(EARLY, Set.of(Capability.MEAN_SCORE), Objectives.scoreAnd("macs")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("weighs it against macs: a low score may be on the Pareto front");
    }

    @Test
    void whatTheResultShowsMustBeKept() {
        String finalists = EARLY + "\nretrain: {finalists: 9}";
        assertThatThrownBy(() -> check(finalists, Set.of(Capability.MEAN_SCORE), Objectives.SCORE))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("search.early-stop.keep is 8, but the best 9 are wanted");
    }

    private static void check(String yaml, Set<Capability> task, Objectives objectives) {
        TrainingStrategy trainer = context -> {
            throw new UnsupportedOperationException();
        };
        SearchStrategy searcher = new SearchStrategy() {
            @Override
            public SearchSession start(SearchContext context) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Objectives objectives() {
                return objectives;
            }
        };
        RunConfig config = RunConfig.parse("run.yaml", yaml, List.of());
        new Combination(
                        new Named<>("trainer", trainer),
                        new Named<>("searcher", searcher),
                        new Task(task),
                        config.search().settings(),
                        config.retrain().finalists())
                .check();
    }

    private record Task(Set<Capability> provides) implements TrainingAgent {
        @Override
        public double step(Model model, Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Evaluation evaluation() {
            throw new UnsupportedOperationException();
        }
    }
}
