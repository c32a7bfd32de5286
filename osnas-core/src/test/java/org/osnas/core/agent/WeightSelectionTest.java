package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.TinyTask;

class WeightSelectionTest {

    private static final SearchSpace SPACE = TinyTask.space();
    private static final Selection BEST = new Selection(2, Keep.BEST, 0);

    private final List<LossCurve.Score> seen = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private static Run run(From from, Selection selection) {
        return TinyRuns.run(SPACE, BatchNormMode.RECALIBRATE)
                .retrain(RetrainSettings.defaults(from).withLength(Steps.of(25)).withSelection(selection))
                .checkpointEvery(4);
    }

    private RunResult result(Run run, RunStore store) throws IOException {
        seen.clear();
        return run.in(store).run(new RunListener() {
            @Override
            public void validation(long done, double score) {
                seen.add(new LossCurve.Score(done, score));
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
    }

    private LossCurve.Score best() {
        return seen.stream()
                .max(Comparator.comparingDouble(LossCurve.Score::value))
                .orElseThrow();
    }

    @Test
    void validatesEverySoManyStepsAndAtTheEndAndChangesNoBit() throws IOException {
        RunStore store = RunStore.inMemory();
        RunResult without = result(run(From.SCRATCH, Selection.LAST), RunStore.inMemory());
        assertThat(seen).isEmpty();
        assertThat(without.network().details().ending()).isEmpty();

        RunResult with = result(run(From.SCRATCH, new Selection(10, Keep.LAST, 0)), store);

        assertThat(seen).extracting(LossCurve.Score::step).containsExactly(10L, 20L, 25L);
        assertThat(with.network().validation()).isEqualTo(without.network().validation());
        assertThat(with.network().test()).isEqualTo(without.network().test());
        assertThat(seen.get(2).value())
                .as("of the last weights")
                .isEqualTo(with.network().validation());
        assertThat(seen.get(0).value())
                .as("learning goes on")
                .isNotEqualTo(seen.get(2).value());
        assertThat(LossCurve.of(store.retraining(with.winner().architecture()))
                        .orElseThrow()
                        .scores())
                .isEqualTo(seen);
    }

    @Test
    void withoutANumberThereIsOneAnEpoch() {
        assertThat(new Selection(0, Keep.BEST, 0).every(7)).isEqualTo(7);
        assertThat(new Selection(0, Keep.LAST, 3).every(7)).isEqualTo(7);
        assertThat(new Selection(5, Keep.BEST, 0).every(7)).isEqualTo(5);
        assertThat(Selection.LAST.every(7)).isZero();
    }

    @Test
    void theBestWeightsAreTheNetworkNotTheLast() throws IOException {
        for (From from : List.of(From.SCRATCH, From.INHERITED)) {
            RunStore store = RunStore.inMemory();
            RunResult last = result(run(from, Selection.LAST), RunStore.inMemory());
            RunResult result = result(run(from, BEST), store);

            assertThat(best().step()).as("or this test says nothing").isLessThan(25);
            assertThat(best().value()).isGreaterThan(last.network().validation());
            assertThat(result.network().validation()).isEqualTo(best().value());
            assertThat(result.network().details().ending())
                    .hasValue(new RunResult.Ending(25, 25, best().step(), false));
            assertThat(result.json().path("training").path("kept_step").asLong())
                    .isEqualTo(best().step());
            assertThat(exported(store, result, from.gives())).isEqualTo(best().value());
        }
    }

    /** The score of the network that an export would read. */
    private static double exported(RunStore store, RunResult result, WeightOrigin origin) throws IOException {
        SearchSpace single = SPACE.restrictTo(result.winner().architecture());
        Architecture only = Architecture.of(new int[single.depth()]);
        try (TrainedNetwork network =
                        TrainedNetwork.load(store, SPACE, result.winner().architecture(), origin);
                Supernet same = Supernet.create(single, 0)) {
            List<SharedBlock> blocks = same.network().blocks();
            for (int b = 0; b < blocks.size(); b++) {
                List<float[]> values = network.standalone().weights().get(b);
                for (int i = 0; i < values.size(); i++) {
                    INDArray array = blocks.get(b).weights().array(i);
                    array.assign(Nd4j.createFromArray(values.get(i)).reshape('c', array.shape()));
                }
            }
            return new SupernetEvaluator(same, new TinyTask.Data(), new TinyTask.Agent(), BatchNormMode.INHERITED, 1)
                    .evaluate(List.of(only), Split.VALIDATION)
                    .get(0)
                    .score();
        }
    }

    @Test
    void patienceEndsATraining() throws IOException {
        RunStore store = RunStore.inMemory();
        RunResult result = result(run(From.SCRATCH, new Selection(1, Keep.BEST, 2)), store);

        RunResult.Ending ending = result.network().details().ending().orElseThrow();
        assertThat(ending.steps()).isLessThan(25).isEqualTo(best().step() + 2);
        assertThat(ending.kept()).isEqualTo(best().step());
        assertThat(seen).hasSize((int) ending.steps());
        assertThat(notes)
                .anySatisfy(note -> assertThat(note).contains("ended after " + ending.steps() + " of 25 steps"));
        assertThat(result.json().path("training").path("ended_early").asBoolean())
                .isTrue();
        assertThat(exported(store, result, WeightOrigin.RETRAINED)).isEqualTo(best().value());

        RunResult again = result(run(From.SCRATCH, new Selection(1, Keep.BEST, 2)), store);
        assertThat(seen).as("it has ended").isEmpty();
        assertThat(again.network()).isEqualTo(result.network());
    }

    @Test
    void stoppedAfterAnyStepItGoesOnWithTheSameBits() throws IOException {
        Run run = run(From.SCRATCH, new Selection(2, Keep.BEST, 8));
        RunResult whole = result(run, RunStore.inMemory());
        assertThat(TinyRuns.inPieces(run, RunStore.inMemory()).network()).isEqualTo(whole.network());
    }

    @Test
    void stoppedInTheMidstOfAValidationItGoesOnWithTheSameBits() throws IOException {
        Run run = run(From.SCRATCH, BEST);
        RunResult whole = result(run, RunStore.inMemory());
        List<LossCurve.Score> scores = List.copyOf(seen);
        RunStore store = RunStore.inMemory();
        StopSignal stop = new StopSignal(Duration.ZERO);
        // Five trials and three validations, of three batches each, and two batches of the fourth validation.
        TrainingAgent stopping = new Stopping(stop, 5 * 3 + 3 * 3 + 2);
        Run spied = Run.of(SPACE, compiler -> stopping, new TinyTask.Data())
                .supernet(run.trainingStrategy(), run.supernet())
                .search(run.searchStrategy(), run.search())
                .retrain(run.retrain())
                .seed(run.seed())
                .checkpointEvery(4)
                .describedAs(run.description());

        assertThatThrownBy(() -> spied.in(store).run(new RunControl(RunListener.NONE, stop)))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase retrain at 8 of 25");

        RunResult resumed = result(run, store);
        assertThat(seen).as("the one that was stopped is made up for").isEqualTo(scores.subList(3, scores.size()));
        assertThat(resumed.network()).isEqualTo(whole.network());
    }

    /** Asks to stop when so many batches have been evaluated. */
    private static final class Stopping implements TrainingAgent {
        private final TrainingAgent agent = new TinyTask.Agent();
        private final StopSignal stop;
        private int left;

        Stopping(StopSignal stop, int batches) {
            this.stop = stop;
            this.left = batches;
        }

        @Override
        public double step(Model model, Batch batch) {
            return agent.step(model, batch);
        }

        @Override
        public Evaluation evaluation() {
            Evaluation evaluation = agent.evaluation();
            return new Evaluation() {
                @Override
                public void add(Outputs outputs, Batch batch) {
                    evaluation.add(outputs, batch);
                    if (--left == 0) {
                        stop.request();
                    }
                }

                @Override
                public double score() {
                    return evaluation.score();
                }

                @Override
                public Map<String, Double> metrics() {
                    return evaluation.metrics();
                }
            };
        }
    }

    @Test
    void testExamplesAreNotLookedAtBeforeATrainingHasEnded() throws IOException {
        List<Split> looks = new ArrayList<>();
        Run run = run(From.SCRATCH, BEST);
        try (Retraining retraining = new Retraining(
                run,
                Architecture.of(0, 0, 0),
                new WatchedData(looks),
                run.retrain(),
                7,
                RunStore.inMemory().checkpoint("x"))) {
            retraining.run(RunControl.unattended());
        }
        assertThat(looks).hasSize(13 + 2).endsWith(Split.VALIDATION, Split.TEST);
        assertThat(looks.subList(0, 14)).containsOnly(Split.VALIDATION);
    }

    /** Remembers which splits were evaluated. */
    private static final class WatchedData extends TinyTask.Data {
        private final List<Split> looks;

        WatchedData(List<Split> looks) {
            this.looks = looks;
        }

        @Override
        public BatchStream evaluation(Split split) {
            looks.add(split);
            return super.evaluation(split);
        }
    }

    @Test
    void tablesOfScoresAreOfTheBestWeightsToo() throws IOException {
        Architecture architecture = Architecture.of(1, 0, 1);
        RetrainSettings last = run(From.SCRATCH, Selection.LAST).retrain();
        assertThat(validation(last.withSelection(BEST), architecture)).isGreaterThan(validation(last, architecture));
    }

    private static double validation(RetrainSettings settings, Architecture architecture) throws IOException {
        Run run = run(From.SCRATCH, Selection.LAST);
        ScratchTraining training =
                new ScratchTraining(run, settings, settings.toString(), RunStore.inMemory(), "scores");
        training.run(List.of(architecture), List.of(5L), RunControl.unattended());
        return training.table("memory", List.of(architecture), List.of(5L)).meanScore(architecture);
    }

    @Test
    void aCheckpointOfAnotherSelectionIsRefused() throws IOException {
        RunStore store = RunStore.inMemory();
        Architecture architecture = Architecture.of(0, 0, 0);
        Run run = run(From.SCRATCH, BEST);
        for (Optional<Selection> selection : List.of(Optional.of(BEST), Optional.<Selection>empty())) {
            RetrainSettings settings = run.retrain().withSelection(selection.orElse(Selection.LAST));
            try (Retraining retraining =
                    new Retraining(run, architecture, run.data(), settings, 7, store.checkpoint("x"))) {
                if (selection.isPresent()) {
                    retraining.run(RunControl.unattended());
                } else {
                    assertThatThrownBy(() -> retraining.run(RunControl.unattended()))
                            .hasMessageContaining("keep=BEST");
                }
            }
        }
    }
}
