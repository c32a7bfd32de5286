package org.osnas.engine.internal.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.BadInputException;

/** Learning rates against those of an independent implementation. */
class ScheduleTest {

    private static JsonNode golden(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/golden/optim", name + ".json")
                        .toFile());
    }

    @Test
    void cosineMatchesTheReference() throws IOException {
        JsonNode golden = golden("cosine_T100");
        Schedule schedule = Schedule.cosine(
                golden.get("base_lr").asDouble(), golden.get("T_max").asInt());
        JsonNode rates = golden.get("lrs");
        assertThat(rates).hasSize(101);
        for (int t = 0; t < rates.size(); t++) {
            assertThat(schedule.rate(t)).as("step " + t).isCloseTo(rates.get(t).asDouble(), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd_cosine", "sgd_cosine_T10_bigwd", "sgd_step"})
    void trainingRunsMatchTheReference(String name) throws IOException {
        JsonNode golden = golden(name);
        JsonNode config = golden.get("cfg");
        double rate = config.get("lr").asDouble();
        int stepsPerEpoch = config.get("spe").asInt();
        Schedule schedule = golden.get("scheduler").asText().equals("cosine")
                ? Schedule.cosine(rate, (long) config.get("epochs").asInt() * stepsPerEpoch)
                : Schedule.step(
                        rate,
                        (long) config.get("step_size").asInt() * stepsPerEpoch,
                        config.get("decay_ratio").asDouble());
        for (JsonNode step : golden.get("steps")) {
            assertThat(schedule.rate(step.get("t").asLong()))
                    .isCloseTo(step.get("lr").asDouble(), within(1e-12));
        }
        assertThat(schedule.rate(golden.get("steps").size()))
                .isCloseTo(golden.get("lr_after").asDouble(), within(1e-12));
    }

    @Test
    void warmUpRisesToTheFullRate() {
        Schedule schedule = Schedule.constant(0.4).warmup(4);
        assertThat(new double[] {schedule.rate(0), schedule.rate(1), schedule.rate(3), schedule.rate(4)})
                .containsExactly(new double[] {0.1, 0.2, 0.4, 0.4}, within(1e-12));
        assertThat(Schedule.constant(0.4).warmup(0).rate(0)).isEqualTo(0.4);
    }

    @Test
    void cosineEndsAtZeroAndStaysThere() {
        assertThat(Schedule.cosine(0.1, 10).rate(10)).isCloseTo(0, within(1e-12));
        assertThat(Schedule.cosine(0.1, 10).rate(99)).isCloseTo(0, within(1e-12));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Schedule.cosine(0, 10)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Schedule.step(0.1, 0, 0.1)).hasMessageContaining("at least 1 step");
        assertThatThrownBy(() -> Schedule.constant(0.1).warmup(-1)).hasMessageContaining("got -1");
    }

    /** The values of PyTorch's OneCycleLR at its corners. */
    @Test
    void oneCycleRisesAndFalls() {
        Schedule schedule = Schedule.oneCycle(0.5, 100);
        assertThat(schedule.rate(0)).isCloseTo(0.02, within(1e-12));
        assertThat(schedule.rate(29)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.rate(99)).isCloseTo(0.02 / 1e4, within(1e-12));
        assertThat(schedule.rate(10)).isGreaterThan(schedule.rate(9));
        assertThat(schedule.rate(64)).isLessThan(schedule.rate(63)).isCloseTo(0.25, within(1e-6));
        assertThat(Schedule.oneCycle(0.5, 1).rate(0)).isFinite();
    }

    @Test
    void polynomialFallsToZero() {
        Schedule schedule = Schedule.polynomial(0.4, 10, 2);
        assertThat(schedule.rate(0)).isEqualTo(0.4);
        assertThat(schedule.rate(5)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.rate(10)).isZero();
        assertThat(schedule.rate(11)).isZero();
    }
}
