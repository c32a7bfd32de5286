package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;

/** Trainings that end with their time. A limit that every step exceeds lets one step be done, on any machine. */
class WithinTest {

    private static final double NOTHING = 1e-9;
    private static final double AGES = 1e9;

    private final List<String> notes = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void step(long done, double loss, double learningRate) {
            rates.add(learningRate);
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    private static Run run(Length supernet, Length retrain) {
        Run run = TinyRuns.run(TinyTask.space(), BatchNormMode.RECALIBRATE);
        return run.supernet(run.trainingStrategy(), run.supernet().withLength(supernet))
                .retrain(run.retrain().withLength(retrain));
    }

    private static JsonNode outcome(RunResult result) {
        ObjectNode json = result.json();
        json.remove("seconds");
        return json;
    }

    @Test
    void theTimeEndsTheSupernetAndTheResultSaysSo() throws IOException {
        RunStore store = RunStore.inMemory();
        Run run = run(Steps.of(12).within(NOTHING), Steps.of(6));

        RunResult result = run.in(store).run(listener);

        assertThat(rates).as("one step of the supernet, six of the network").hasSize(7);
        assertThat(result.supernet()).hasValue(new RunResult.Ending(1, 12, 1, true));
        assertThat(result.json().path("supernet_training").path("out_of_time").asBoolean())
                .isTrue();
        assertThat(result.network().details().ending()).isEmpty();
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("after 1 of 12 steps, since its time was used"));

        rates.clear();
        assertThat(outcome(run.in(store).run(listener))).isEqualTo(outcome(result));
        assertThat(rates).as("all have ended").isEmpty();
    }

    @Test
    void theTimeEndsRetrainingWhichIsValidatedThen() throws IOException {
        Run run = run(Steps.of(12), Epochs.of(2).within(NOTHING));

        RunResult last = run.in(RunStore.inMemory()).run(listener);
        RunResult best = run.retrain(run.retrain().withSelection(new Selection(50, Keep.BEST, 0)))
                .in(RunStore.inMemory())
                .run(listener);

        assertThat(last.supernet()).isEmpty();
        assertThat(last.network().details().ending().orElseThrow().steps()).isEqualTo(1);
        assertThat(best.network().details().ending().orElseThrow().kept()).isEqualTo(1);
        assertThat(best.network().validation()).isEqualTo(last.network().validation());
        assertThat(last.json().path("training").path("out_of_time").asBoolean()).isTrue();
    }

    @Test
    void timeEnoughChangesNoBit() throws IOException {
        RunResult without =
                run(Steps.of(12), Steps.of(6)).in(RunStore.inMemory()).run(listener);
        List<Double> before = List.copyOf(rates);
        rates.clear();

        RunResult within = run(Steps.of(12).within(AGES), Steps.of(6).within(AGES))
                .in(RunStore.inMemory())
                .run(listener);

        assertThat(rates).isEqualTo(before);
        assertThat(outcome(within)).isEqualTo(outcome(without));
    }

    @Test
    void anotherLimitIsAnotherTraining() throws IOException {
        RunStore store = RunStore.inMemory();
        run(Steps.of(12), Steps.of(6).within(AGES)).in(store).run(listener);

        Run other = run(Steps.of(12), Steps.of(6).within(2 * AGES));

        assertThatThrownBy(() -> other.in(store).run(listener)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Steps.of(3).within(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("seconds");
    }
}
