package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.ScratchNetworks.Training;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.TrialLog;
import org.osnas.core.score.SupernetScoring;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;

class ScoringTest {

    private static Run run() {
        return TinyRuns.run(TinyTask.space(), BatchNormMode.RECALIBRATE);
    }

    /** Three steps of training each. */
    private record Short() implements ScoringMethod {
        @Override
        public Scorer start(ScoringContext context) {
            return (architectures, before) -> architectures.stream()
                    .map(a -> {
                        try (Training training = context.fromScratch().begin(a, 3)) {
                            training.to(3);
                            return Score.trained(training.score(), training.done());
                        }
                    })
                    .toList();
        }
    }

    @Test
    void withoutAnythingThatInheritsNoSupernetIsTrained() throws IOException {
        RunStore store = RunStore.inMemory();
        try (Run run = run().scorer(Named.of(new Short()))) {
            assertThat(run.wantsSupernet()).isFalse();
            run.in(store).run(RunListener.NONE);
        }

        assertThat(store.checkpoint("supernet").exists()).isFalse();
        assertThat(store.trials().entries())
                .hasSize(5)
                .allMatch(entry -> entry.passes() == 3)
                .extracting(TrialLog.Entry::trial)
                .allMatch(Trial::complete);
        assertThat(store.result()).isPresent();
    }

    /** The training of a scorer is that of a retraining with as many steps, but for the statistics. */
    @Test
    void aShortTrainingGoesOnWithTheSameBits() {
        try (Run run = run()) {
            ShortTrainings trainings = new ShortTrainings(run, new StopSignal());
            Architecture architecture = ScratchTraining.sample(run, 1).get(0);
            try (Training whole = trainings.begin(architecture, 6);
                    Training parts = trainings.begin(architecture, 6)) {
                whole.to(6);
                parts.to(2);
                double early = parts.score();
                parts.to(4);
                parts.to(99);

                assertThat(parts.done()).isEqualTo(6);
                assertThat(parts.score()).isEqualTo(whole.score()).isNotEqualTo(early);
            }
        }
    }

    @Test
    void aStopEndsAShortTraining() {
        try (Run run = run()) {
            StopSignal stop = new StopSignal();
            ShortTrainings trainings = new ShortTrainings(run, stop);
            try (Training training =
                    trainings.begin(ScratchTraining.sample(run, 1).get(0), 6)) {
                stop.request();
                assertThatThrownBy(() -> training.to(6)).isInstanceOf(StoppedException.class);
            }
        }
    }

    @Test
    void aMetricOfTheTaskRanksInPlaceOfItsScore() throws IOException {
        RunStore store = RunStore.inMemory();
        try (Run run = run();
                TrainedSupernet supernet = run.in(store).trainSupernet(RunListener.NONE)) {
            List<Architecture> some = ScratchTraining.sample(run, 3);
            RunScoring scoring = new RunScoring(run, Optional.of(supernet), new StopSignal());
            List<Double> scores = scoring.supernet(Optional.empty()).score(some).stream()
                    .map(Score::value)
                    .toList();
            String metric = supernet.evaluate(some.get(0), org.osnas.api.task.Split.VALIDATION)
                    .metrics()
                    .keySet()
                    .iterator()
                    .next();

            assertThat(scoring.supernet(Optional.of(metric)).score(some))
                    .extracting(Score::value)
                    .zipSatisfy(scores, (a, b) -> assertThat(Math.abs(a)).isCloseTo(Math.abs(b), within(1e-9)));
            assertThatThrownBy(() -> scoring.supernet(Optional.of("magic")).score(some))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("the task has no metric 'magic'. It has " + metric);
        }
    }

    @Test
    void earlyStopIsRefusedWhereItHasNoExamples() {
        SearchSettings early = SearchSettings.DEFAULT.withEarlyStop(new EarlyStop(10, 0.99));
        try (Run run = run()) {
            assertThatThrownBy(() -> run.search(run.searchStrategy(), early)
                            .scorer(new Named<>("loss", new SupernetScoring(Optional.of("loss"))))
                            .check())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("the scorer is loss");
        }
    }
}
