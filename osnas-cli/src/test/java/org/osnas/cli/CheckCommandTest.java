package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String TINY = "../examples/tiny.yaml";

    @TempDir
    Path folder;

    @Test
    void itSaysWhatWouldRun() {
        CommandRun check = osnas("check", "-c", TINY, "--quick");
        assertThat(check.status()).isZero();
        assertThat(check.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "space mbconv-micro, 243 architectures in 5 layers, for 28x28x1",
                        "macs 266,600 to 3,361,072",
                        "activation-memory 37,632 to 163,072 bytes",
                        "supernet uniform, 60 steps of 32 examples, 1.6 passes over the data",
                        "search evolution, 12 trials, scored by supernet",
                        "retrain 1 architecture, 60 steps of 32 examples, 1.6 passes over the data",
                        "time not estimated")
                .anyMatch(line -> line.startsWith("data 10 classes"));
    }

    @Test
    void theShareOfTheBudgetIsCountedAndTheTimeFollowsFromTimedSteps() throws IOException {
        CommandRun check = osnas("check", "-c", TINY, "--json");
        assertThat(check.status()).isZero();
        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("size").asInt()).isEqualTo(243);
        assertThat(json.path("within_budget").asInt()).isBetween(50, 200);
        assertThat(json.path("within_budget_exact").asBoolean()).isTrue();
        assertThat(json.path("share").asDouble())
                .isCloseTo(json.path("within_budget").asInt() / 243.0, within(1e-9));
        // The clock of the test goes on by one second whenever it is read: twice in a step.
        JsonNode seconds = json.path("seconds");
        assertThat(seconds.path("supernet").asDouble()).isEqualTo(60 * 2.0);
        double forward = json.path("data").path("validation").asInt()
                + json.path("data").path("test").asInt()
                + 2 * 32;
        assertThat(seconds.path("retrain").asDouble()).isCloseTo(60 * 2.0 + forward / 32 * 2.0 / 3, within(1e-9));
        double batches = (json.path("data").path("validation").asInt() + 2 * 32) / 32.0;
        assertThat(seconds.path("search").asDouble()).isCloseTo(12 * 2.0 / 3 * batches, within(1e-9));
    }

    @Test
    void whatTrialsShareIsNotTakenOffAndThatIsSaid() {
        assertThat(osnas("check", "-c", TINY).out())
                .contains("up to about ", ": supernet 2 min, search at most ", "share the layers that they begin with");
        assertThat(osnas("check", "-c", TINY, "--set", "search.scorer=synflow").out())
                .contains("search not estimated for this scorer")
                .doesNotContain("up to about ");
    }

    private static org.assertj.core.data.Offset<Double> within(double value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    @Test
    void nothingIsWritten() throws IOException {
        Path config = Files.copy(Path.of(TINY), folder.resolve("tiny.yaml"));
        assertThat(osnas("check", "-c", config.toString(), "--quick").status()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(config);
        }
        assertThat(Path.of("runs/tiny")).doesNotExist();
    }

    @Test
    void whatCannotRunIsRefusedAsByASearch() {
        for (List<String> wrong : List.of(
                List.of("2", "search.trails=3"), List.of("2", "space=mbconv"), List.of("3", "search.budget.macs=10"))) {
            CommandRun check = osnas("check", "-c", TINY, "--quick", "--set", wrong.get(1));
            assertThat(check.status()).as(wrong.get(1)).isEqualTo(Integer.parseInt(wrong.get(0)));
            assertThat(check.out()).isEmpty();
        }
    }

    @Test
    void aLatencyThatIsMeasuredLaterIsSaid() {
        CommandRun check = osnas("check", "-c", TINY, "--quick", "--set", "search.budget.latency=3");
        assertThat(check.status()).isZero();
        assertThat(check.out()).contains("before latency, which is measured when the run begins");
    }
}
