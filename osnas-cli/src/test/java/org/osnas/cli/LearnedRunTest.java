package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Registry;

/** Whole runs of strategies that learn more than weights, on 200 tiny images. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnedRunTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private Path data;

    @BeforeAll
    void writeData() throws IOException {
        data = IdxFiles.write(directory.resolve("data"));
    }

    private Path config(String name, String trainingStrategy, String searchStrategy) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                seed: 3
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {strategy: %s, steps: 12, held-out: 0.25, recalibration-batches: 2}
                search:
                  strategy: %s
                  trials: 3
                  batch: 2
                  budget: {macs: [1.0e+5, 2.5e+5]}
                retrain: {steps: 3}
                checkpoint: {every-steps: 5}
                """
                        .formatted(data, trainingStrategy, searchStrategy));
    }

    private static String learned(String relaxation) {
        return "{name: differentiable, settings: {relaxation: %s, warm-up: 0.2, logit-every: 2}}".formatted(relaxation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "gumbel-softmax", "gdas", "proxyless"})
    void learnedLogitsAreSearchedAndResumeToTheSameBits(String relaxation) throws IOException {
        Path config = config(relaxation, learned(relaxation), "differentiable");
        Path whole = directory.resolve(relaxation);
        CommandRun run = osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = result(whole);
        assertThat(result.get("cost").get("macs").longValue()).isBetween(100_000L, 250_000L);

        Path stopped = directory.resolve(relaxation + "-stopped");
        int stops = 0;
        while (!Files.exists(stopped.resolve("result.json"))) {
            stops += InterruptedRun.advance(config, stopped) ? 0 : 1;
            assertThat(stops).as("every stop makes progress").isLessThan(20);
        }
        assertThat(stops).isGreaterThan(4);
        assertThat(scores(stopped)).hasSize(3).isEqualTo(scores(whole));
        assertThat(result(stopped)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kl", "alpha"})
    void aSandwichDistils(String distillation) throws IOException {
        String trainingStrategy = "{name: sandwich, settings: {random: 1, distillation: %s}}".formatted(distillation);
        Path config = config("sandwich-" + distillation, trainingStrategy, "random");
        CommandRun run = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                directory.resolve(distillation).toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void searchingLogitsThatNobodyTrainedIsRefusedBeforeTraining() throws IOException {
        Path config = config("refused", "uniform", "differentiable");
        Path folder = directory.resolve("refused");
        CommandRun run = osnas("search", "-c", config.toString(), "-o", folder.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "osnas: Search strategy 'differentiable' needs architecture logits that the training learned,")
                .contains("supernet.strategy: differentiable")
                .doesNotContain("\tat ");
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> ConfigFile.load(config, List.of())
                        .resolve(Registry.standard())
                        .check())
                .isInstanceOfSatisfying(MissingCapabilityException.class, e -> assertThat(e.capability())
                        .isEqualTo(Capability.TRAINED_LOGITS));
    }

    @Test
    void aShareThatLeavesNoBatchIsRefused() throws IOException {
        Path config = config("share", learned("gdas"), "differentiable");
        CommandRun run = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                directory.resolve("share").toString(),
                "--set",
                "supernet.held-out=0.01");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("osnas: Holding out 0.01 of 160 training examples leaves 158 and 2");
    }

    private static List<String> scores(Path path) throws IOException {
        List<String> scores = new ArrayList<>();
        for (String line : Files.readAllLines(path.resolve("trials.jsonl"))) {
            scores.add(line.replaceFirst(",\"seconds\".*", ""));
        }
        return scores;
    }

    private static JsonNode result(Path path) throws IOException {
        return ((ObjectNode) MAPPER.readTree(path.resolve("result.json").toFile())).without(List.of("seconds", "crc"));
    }
}
