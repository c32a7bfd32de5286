package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.TrialLog;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;

/** A supernet that other runs search, with other budgets, strategies and seeds. */
class GivenSupernetTest {

    private final Run first = TinyRuns.run(TinyTask.space(), BatchNormMode.RECALIBRATE);
    private final RunStore trained = RunStore.inMemory();
    private final RunStore other = RunStore.inMemory();
    private List<Trial> original;

    @BeforeEach
    void trainOnce() throws IOException {
        first.in(trained).run(RunListener.NONE);
        original = trials(trained);
    }

    private static List<Trial> trials(RunStore store) throws IOException {
        return store.trials().entries().stream().map(TrialLog.Entry::trial).toList();
    }

    @Test
    void theOriginalSearchGivesTheOriginalTrialsWithoutATrainingStep() throws IOException {
        List<Phase> steps = new ArrayList<>();
        Run again = first.retrain(RetrainSettings.NONE).supernetOf(first, trained);

        RunResult result = again.in(other).run(new RunListener() {
            @Override
            public void step(long done, double loss, double rate) {
                steps.add(Phase.SUPERNET);
            }
        });

        assertThat(steps).isEmpty();
        assertThat(trials(other)).isEqualTo(original);
        assertThat(result.network().validation())
                .isEqualTo(original.stream().mapToDouble(Trial::score).max().orElseThrow());
        assertThat(other.checkpoint("supernet").exists()).isFalse();
        assertThat(other.json(RunStore.SUPERNET).orElseThrow().path("identity").asText())
                .isEqualTo(first.supernetIdentity().hash());
    }

    @Test
    void anotherBudgetSeedAndScoringMayBeUsedButScoresOfOneNetworkAreTheSame() throws IOException {
        double most =
                original.stream().mapToDouble(t -> t.costs().get("macs")).min().orElseThrow();
        Run cheaper = first.search(new TinyRuns.Draws(), Trials.of(4), Budget.atMost("macs", most))
                .seed(11)
                .retrain(RetrainSettings.NONE)
                .supernetOf(first, trained);

        cheaper.in(other).run(RunListener.NONE);

        for (Trial trial : trials(other)) {
            assertThat(trial.costs().get("macs")).isLessThanOrEqualTo(most);
            original.stream()
                    .filter(t -> t.architecture().equals(trial.architecture()))
                    .forEach(t -> assertThat(trial.score()).isEqualTo(t.score()));
        }
        SupernetSettings s = first.supernet();
        Run inherited = first.supernet(
                        first.trainingStrategy(),
                        new SupernetSettings(
                                s.length(), s.optimizer(), s.heldOut(), s.initialization(), BatchNormMode.INHERITED, 1))
                .supernetOf(first, trained);
        RunStore third = RunStore.inMemory();
        inherited.in(third).run(RunListener.NONE);
        assertThat(trials(third).get(0).architecture())
                .isEqualTo(original.get(0).architecture());
        assertThat(trials(third).get(0).score()).isNotEqualTo(original.get(0).score());
    }

    @Test
    void runsMadeOfOneThatWasGivenTheSupernetScoreNoNetworkTwice() throws IOException {
        AtomicInteger evaluations = new AtomicInteger();
        Run given = given(18, evaluations, RunStore.inMemory());
        given.in(other).run(RunListener.NONE);
        int all = evaluations.getAndSet(0);

        for (int i = 0; i < 4; i++) {
            given.seed(i).in(RunStore.inMemory()).run(RunListener.NONE);
        }

        // The winner, the same of all, was looked at as it was inherited, on both splits.
        assertThat(all).isEqualTo(18 + 2);
        assertThat(evaluations.get()).isZero();
    }

    @Test
    void aFurtherRunScoresAFewArchitecturesTogetherAndLeavesNoneToTheNext() throws IOException {
        AtomicInteger evaluations = new AtomicInteger();
        RunStore trainedAnew = RunStore.inMemory();
        Run given = given(4, evaluations, trainedAnew);
        given.in(other).run(RunListener.NONE);
        assertThat(evaluations.getAndSet(0)).isEqualTo(4 + 2);

        given.seed(1).in(RunStore.inMemory()).run(RunListener.NONE);
        assertThat(evaluations.getAndSet(0))
                .as("the rest of 18, and perhaps another winner")
                .isBetween(14, 14 + 2);
        for (int i = 2; i < 6; i++) {
            RunStore next = RunStore.inMemory();
            given.seed(i).in(next).run(RunListener.NONE);
            assertThat(evaluations.getAndSet(0)).as("at most another winner").isLessThanOrEqualTo(2);
            RunStore alone = RunStore.inMemory();
            given.supernetOf(given, trainedAnew).seed(i).in(alone).run(RunListener.NONE);
            evaluations.set(0);
            assertThat(trials(next)).as("the scores are those of a run alone").isEqualTo(trials(alone));
        }
    }

    /** A search by random draws of a supernet that is trained into a store and whose evaluations are counted. */
    private Run given(int trials, AtomicInteger evaluations, RunStore store) throws IOException {
        Run counting = Run.of(TinyTask.space(), compiler -> new CountingAgent(evaluations), new TinyTask.Data())
                .supernet(first.trainingStrategy(), first.supernet())
                .search(new TinyRuns.Draws(), Trials.of(trials), Budget.NONE)
                .retrain(RetrainSettings.NONE)
                .seed(3);
        counting.in(store).trainSupernet(RunControl.unattended()).close();
        return counting.supernetOf(counting, store);
    }

    /** Counts evaluations. */
    private record CountingAgent(AtomicInteger evaluations) implements TrainingAgent {
        @Override
        public double step(Model model, Batch batch) {
            return new TinyTask.Agent().step(model, batch);
        }

        @Override
        public Evaluation evaluation() {
            evaluations.incrementAndGet();
            return new TinyTask.Collected();
        }
    }

    @Test
    void aRunGoesOnWithTheSupernetThatItBeganWithOnly() throws IOException {
        Run again = first.retrain(RetrainSettings.NONE).supernetOf(first, trained);
        again.in(other).run(RunListener.NONE);
        again.in(other).run(RunListener.NONE);

        Run stranger = first.seed(77);
        RunStore strangers = RunStore.inMemory();
        stranger.in(strangers).trainSupernet(RunControl.unattended()).close();
        assertThatThrownBy(() -> first.retrain(RetrainSettings.NONE)
                        .supernetOf(stranger, strangers)
                        .in(other)
                        .run(RunListener.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("supernet.of");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        first.supernet(new TinyRuns.RandomPaths(), Steps.of(13)).supernetOf(first, trained))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("another length of its training", "12", "13");
        Run untrained = first.seed(5);
        assertThatThrownBy(() -> first.supernetOf(untrained, RunStore.inMemory()))
                .isInstanceOf(BadInputException.class);
    }
}
