package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose best networks are trained by a recipe: what they say of it, and that stops lose no bits. */
class TrainingRecipesTest {

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(
                directory.resolve("run.yaml"),
                """
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 4, recalibration-batches: 2}
                search: {strategy: random, trials: 2, budget: {macs: 2.5e+5}}
                retrain:
                  steps: 14
                  validate-every: 1
                  keep: best
                  patience: 6
                  average: 0.8
                  accumulate: 2
                  drop-path: 0.3
                checkpoint: {every-steps: 3}
                """
                        .formatted(IdxFiles.write(directory.resolve("data"))));
    }

    @Test
    void stopsLoseNoBitsAndTheResultSaysWhatWasKept() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(InterruptedRun.advance(config, whole)).isFalse();
        CommandRun run = CommandRun.osnas("search", "-c", config.toString(), "-o", whole.toString(), "--resume");
        assertThat(run.status()).as(run.err()).isZero();

        JsonNode training = InterruptedRun.result(whole).path("training");
        assertThat(training.path("planned_steps").asInt()).isEqualTo(14);
        assertThat(run.out())
                .contains(
                        "with the weights of step " + training.path("kept_step").asInt());
        assertThat(run.err()).contains("last validation 0.");
        assertThat(Files.readString(whole.resolve("report.html")))
                .contains("The best score on validation examples was");
        InterruptedRun.requireTheSame(config, whole, directory.resolve("stopped"), "network.fb", "exhibits.json");

        CommandRun evaluated = CommandRun.osnas("evaluate", whole.toString(), "--epochs", "2", "--json");
        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("\"kept_step\"");
    }

    @Test
    void anExportedNetworkTeaches() throws IOException {
        Path first = directory.resolve("first");
        assertThat(search(first, "retrain.steps=3")).isZero();
        Path config = Files.writeString(
                directory.resolve("taught.yaml"),
                Files.readString(this.config)
                        .replace("retrain:", "retrain:\n  distil: {from: network, network: first}"));
        Path whole = directory.resolve("whole");
        CommandRun run = CommandRun.osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(run.status()).as(run.err()).isZero();
        Path plain = directory.resolve("plain");
        assertThat(search(plain, "seed=1")).isZero();
        assertThat(Files.readAllBytes(whole.resolve("network.fb")))
                .as("it learned from it")
                .isNotEqualTo(Files.readAllBytes(plain.resolve("network.fb")));
        InterruptedRun.requireTheSame(config, whole, directory.resolve("stopped"), "network.fb");

        CommandRun other = CommandRun.osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                directory.resolve("other").toString(),
                "--set",
                "data={name: fashion-mnist-subset, batch: 20, settings: {limit: 200, test-limit: 40}}");
        assertThat(other.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(other.message()).contains("The teacher " + first).contains("was made for other data");
    }

    private int search(Path folder, String override) {
        return CommandRun.osnas("search", "-c", config.toString(), "-o", folder.toString(), "--set", override)
                .status();
    }
}
