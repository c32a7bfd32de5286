package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.block.Blocks;

/** Networks that keep the weights that they have in the supernet. */
class InheritedNetworkTest {

    private static final SearchSpace SPACE = TinyTask.space();

    private final RunStore store = RunStore.inMemory();

    private List<Trial> trials() throws IOException {
        return store.trials().entries().stream().map(TrialLog.Entry::trial).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECALIBRATE", "INHERITED"})
    void theScoreIsThatOfTheTrialToTheLastDigit(BatchNormMode mode) throws IOException {
        Run run = TinyRuns.run(SPACE, mode).retrain(RetrainSettings.NONE.withFinalists(2));

        RunResult result = run.in(store).run(RunListener.NONE);

        assertThat(result.network().validation()).isEqualTo(result.winner().score());
        assertThat(result.weights()).isEqualTo(WeightOrigin.INHERITED);
        for (Trial trial : trials()) {
            try (InheritedNetwork network = run.in(store).inherited(trial.architecture(), RunControl.unattended())) {
                assertThat(network.evaluate(run.data(), RunControl.unattended()).validation())
                        .isEqualTo(trial.score());
            }
        }
    }

    @Test
    void recalibratedStatisticsAreNotThoseOfTheSupernet() throws IOException {
        Architecture architecture = Architecture.of(0, 0, 1);
        assertThat(outputs(TinyRuns.run(SPACE, BatchNormMode.RECALIBRATE), architecture))
                .isNotEqualTo(outputs(TinyRuns.run(SPACE, BatchNormMode.INHERITED), architecture));
    }

    private static List<Float> outputs(Run run, Architecture architecture) throws IOException {
        RunStore other = RunStore.inMemory();
        run.in(other).trainSupernet(RunControl.unattended()).close();
        run.in(other).inherited(architecture, RunControl.unattended()).close();
        try (TrainedNetwork network = TrainedNetwork.load(other, run.space(), architecture, WeightOrigin.INHERITED)) {
            StandaloneNetwork values = network.standalone();
            return values.weights().stream()
                    .flatMap(List::stream)
                    .map(array -> array[0])
                    .toList();
        }
    }

    @Test
    void inUnifiedStagesTheScoreIsThatOfTheTrialToRounding() throws IOException {
        SearchSpace unified = SpaceBuilder.space("unified", TinyTask.INPUT)
                .stem(Blocks.conv(3), 4, 1)
                .choices(Blocks.depthwise(3), Blocks.depthwise(5), Blocks.zero())
                .unified(1, 6, 2, 3)
                .unified(1, 6, 1, 3)
                .build()
                .classifier(TinyTask.CLASSES);
        Run run = TinyRuns.run(unified, BatchNormMode.RECALIBRATE).retrain(RetrainSettings.NONE);

        RunResult result = run.in(store).run(RunListener.NONE);

        double score = result.winner().score();
        assertThat(result.network().validation()).isCloseTo(score, within(1e-3 * Math.abs(score)));
    }

    @Test
    void fineTuningGoesOnFromThereAndResumesWithTheSameBits() throws IOException {
        Run run = TinyRuns.run(SPACE, BatchNormMode.RECALIBRATE)
                .retrain(RetrainSettings.FINETUNING.withLength(Steps.of(6)))
                .checkpointEvery(2);
        RunResult whole = run.in(store).run(RunListener.NONE);
        assertThat(whole.weights()).isEqualTo(WeightOrigin.FINETUNED);
        assertThat(whole.network().validation()).isNotEqualTo(whole.winner().score());

        RunStore other = RunStore.inMemory();
        RunControl stopped = RunControl.unattended();
        RunListener atFour = new RunListener() {
            private Phase phase;

            @Override
            public void begin(Phase begun, String detail, long done, long total) {
                phase = begun;
            }

            @Override
            public void step(long step, double loss, double rate) {
                if (phase == Phase.RETRAIN && step == 4) {
                    stopped.stop().request();
                }
            }
        };
        assertThatThrownBy(() -> run.in(other).run(new RunControl(atFour, stopped.stop())))
                .isInstanceOf(StoppedException.class);
        RunResult resumed = run.in(other).run(RunListener.NONE);
        assertThat(resumed.network()).isEqualTo(whole.network());
        assertThat(resumed.winner()).isEqualTo(whole.winner());
    }

    @Test
    void fromScratchNothingIsTakenFromTheSupernet() throws IOException {
        Run run = TinyRuns.run(SPACE, BatchNormMode.RECALIBRATE);
        RunResult result = run.in(store).run(RunListener.NONE);
        assertThat(result.weights()).isEqualTo(WeightOrigin.RETRAINED);
        try (TrainedNetwork scratch =
                        TrainedNetwork.load(store, SPACE, result.winner().architecture(), WeightOrigin.RETRAINED);
                TrainedNetwork inherited =
                        TrainedNetwork.load(store, SPACE, result.winner().architecture(), WeightOrigin.INHERITED)) {
            assertThat(scratch.steps()).isEqualTo(6);
            assertThat(inherited.steps()).isEqualTo(12);
        }
        assertThatThrownBy(
                        () -> TrainedNetwork.load(store, SPACE, result.winner().architecture(), WeightOrigin.FINETUNED))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.problem()).isInstanceOf(RunException.NoWeights.class))
                .hasMessageContaining("has not been trained on from what it inherited");
    }

    @Test
    void aSupernetThatIsNotTrainedGivesNothing() throws IOException {
        Run run = TinyRuns.run(SPACE, BatchNormMode.RECALIBRATE);
        assertThatThrownBy(() -> run.in(store).inherited(Architecture.of(0, 0, 0), RunControl.unattended()))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.problem()).isInstanceOf(RunException.NotTrained.class));
    }
}
