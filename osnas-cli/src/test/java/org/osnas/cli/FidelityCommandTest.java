package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FidelityCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void theFidelityToATableIsThatOfItsAccuracies() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("run.yaml"),
                """
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {trials: 2, strategy: random, budget: {macs: 2.5e+5}}
                retrain: {steps: 2}
                """
                        .formatted(data));
        Path run = directory.resolve("run");
        assertThat(osnas("search", "-c", config.toString(), "-o", run.toString())
                        .status())
                .isZero();
        String table = ScoreTables.write(directory, 243).toString();

        CommandRun fidelity = osnas("fidelity", run.toString(), "--table", table, "--json");

        assertThat(fidelity.status()).as(fidelity.err()).isZero();
        JsonNode pairs = MAPPER.readTree(fidelity.out()).get("pairs");
        assertThat(pairs.size()).isGreaterThan(5);
        for (JsonNode pair : pairs) {
            int sum = 0;
            for (JsonNode choice : pair.get("architecture")) {
                sum += choice.intValue();
            }
            assertThat(pair.get("accuracy").doubleValue()).isEqualTo(0.6 + sum / 100.0);
        }
        assertThat(osnas("fidelity", run.toString(), "--table", table, "--steps", "3")
                        .message())
                .contains("--table takes accuracies from a file");
        assertThat(osnas("fidelity", directory.resolve("none").toString()).message())
                .contains("is not the folder of a run");
        CommandRun proxy = osnas("fidelity", run.toString(), "--table", table, "--scorer", "synflow", "--json");
        assertThat(proxy.status()).as(proxy.err()).isZero();
        assertThat(MAPPER.readTree(proxy.out()).get("pairs"))
                .hasSameSizeAs(pairs)
                .allMatch(pair -> pair.get("score").doubleValue() > 0);
        assertThat(run.resolve("fidelity/synflow.png")).isNotEmptyFile();
        assertThat(osnas("fidelity", run.toString(), "--table", table, "--scorer", "magic")
                        .message())
                .contains("--scorer: unknown scorer 'magic'. Known: calibrated, grad-norm, hyperband, macs, nwot");
        Files.delete(run.resolve("checkpoint/supernet.osnas"));
        assertThat(osnas("fidelity", run.toString(), "--table", table).message())
                .contains("has no trained supernet yet. Train it with: ./osnas search --resume");
    }
}
