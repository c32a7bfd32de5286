package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run whose budget is on measured latency; its clock ticks, so that no test depends on the speed of the machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatencyBudgetTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private Path config;
    private Path run;
    private String table;
    private CommandRun command;

    @BeforeAll
    void searchOnce() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        config = Files.writeString(
                directory.resolve("latency.yaml"),
                """
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {trials: 3, strategy: random, budget: {latency: 1.0e+6}}
                retrain: {steps: 2}
                """
                        .formatted(data));
        run = directory.resolve("run");
        command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        table = Files.readString(run.resolve("table-latency.json"));
    }

    @Test
    void theTableIsMeasuredAndKept() throws IOException {
        assertThat(command.err())
                .contains("Measuring the latency of", "distinct blocks of space mbconv-micro at 12x12x1")
                .contains("median of 31 rounds")
                .contains("The table against 10 whole networks: MAPE 600.0 %, no Spearman: all alike; corrected");
        JsonNode result = MAPPER.readTree(run.resolve("result.json").toFile());
        JsonNode shown = MAPPER.readTree(
                osnas("table", "show", run.resolve("table-latency.json").toString(), "--json")
                        .out());
        double expected = shown.get("base").doubleValue();
        for (int l = 0; l < 5; l++) {
            int choice = result.get("architecture").get(l).intValue();
            // Candidates in the order of their indices.
            List<JsonNode> costs = new ArrayList<>();
            shown.get("layers").get(l).forEach(costs::add);
            expected += costs.get(choice).doubleValue();
        }
        assertThat(result.get("cost").get("latency").doubleValue()).isCloseTo(expected, withinPercentage(1e-10));
        assertThat(result.get("budget").get("latency").toString()).isEqualTo("[0.0,1000000.0]");
    }

    @Test
    void thePageShowsPredictedAndMeasuredLatency() throws IOException {
        JsonNode networks =
                MAPPER.readTree(run.resolve("latency-check.json").toFile()).path("networks");

        assertThat(networks).hasSize(10);
        assertThat(networks.get(0).path("measured").asDouble()).isPositive();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<h2>Latency</h2>", "Predicted and measured latency of 10 networks.");
    }

    @Test
    void aResumedRunReadsTheTableInsteadOfMeasuringAgain() throws IOException {
        JsonNode before = MAPPER.readTree(run.resolve("result.json").toFile()).get("cost");

        CommandRun again = osnas("search", "--resume", "-o", run.toString(), "--json");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("Measuring");
        assertThat(MAPPER.readTree(again.out()).get("cost")).isEqualTo(before);
        assertThat(run.resolve("table-latency.json")).hasContent(table);
    }

    @Test
    void evaluateGivesTheLatencyOfTheTable() throws IOException {
        CommandRun evaluated = osnas("evaluate", run.toString(), "--json");

        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).doesNotContain("Measuring");
        assertThat(MAPPER.readTree(evaluated.out()).get("cost").get("latency"))
                .isEqualTo(MAPPER.readTree(run.resolve("result.json").toFile())
                        .get("cost")
                        .get("latency"));
    }

    @Test
    void aRunTakesATableThatWasMadeBefore() throws IOException {
        Path path = directory.resolve("imported");

        CommandRun imported = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                path.toString(),
                "--set",
                "search.tables=[" + run.resolve("table-latency.json") + "]");

        assertThat(imported.status()).as(imported.err()).isZero();
        assertThat(imported.err()).doesNotContain("Measuring");
        assertThat(path.resolve("table-latency.json")).hasContent(table);
    }

    @Test
    void aLatencyThatNoArchitectureMeetsIsUnreachable() {
        CommandRun refused = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                directory.resolve("fresh").toString(),
                "--set",
                "search.tables=[" + run.resolve("table-latency.json") + "]",
                "--set",
                "search.budget.latency=1e-9");

        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.message()).contains(" ms) is below the cheapest architecture", "Reachable: ");
        assertThat(directory.resolve("fresh")).doesNotExist();
    }

    @Test
    void aTableOfAnotherInputIsRefusedNamingBoth() throws IOException {
        Path other = directory.resolve("other.json");
        String line = "table build --space mbconv-micro --metric latency --repeats 1 -o " + other;
        assertThat(osnas(line.split(" ")).status()).isZero();
        Path copy = directory.resolve("copy");
        Files.createDirectories(copy.resolve("checkpoint"));
        for (String file : new String[] {"config.yaml", "environment.json"}) {
            Files.copy(run.resolve(file), copy.resolve(file));
        }
        Files.copy(other, copy.resolve("table-latency.json"));

        CommandRun refused = osnas("search", "--resume", "-o", copy.toString());

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message())
                .contains("was made for space mbconv-micro at 28x28x1")
                .contains("is read for space mbconv-micro at 12x12x1");
    }
}
