package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main agent finds a detector without a line of its own for detection. */
class DetectionRunTest {

    private static final String CONFIG =
            """
            seed: 2
            space: mbconv-micro
            task: %s
            data: {name: fashion-scenes, batch: 4, settings: {size: 32, scenes: 40, validation: 8, test: 8, clutter: 2}}
            supernet: {strategy: %s, steps: 6, recalibration-batches: 1, held-out: 0.2}
            search: {strategy: random, trials: 3, batch: 2}
            retrain: {steps: 4}
            checkpoint: {every-steps: 2}
            """;

    @TempDir
    Path directory;

    private Path config(String task, String strategy) throws IOException {
        return Files.writeString(directory.resolve(strategy + ".yaml"), CONFIG.formatted(task, strategy));
    }

    @Test
    void aRunThatIsStoppedEndsWithTheSameBits() throws IOException {
        Path config = config("{name: object-detection, settings: {width: 8}}", "uniform");
        Path whole = directory.resolve("whole");
        CommandRun run = osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(whole.resolve("config.yaml"))).contains("center-loss");

        Path stopped = directory.resolve("stopped");
        int stops = 0;
        while (!Files.exists(stopped.resolve("result.json"))) {
            stops += InterruptedRun.advance(config, stopped) ? 0 : 1;
            assertThat(stops).as("every stop makes progress").isLessThan(20);
        }
        assertThat(stops).isGreaterThan(2);
        assertThat(result(stopped)).isEqualTo(result(whole));
        assertThat(Files.readAllBytes(stopped.resolve("network.fb")))
                .isEqualTo(Files.readAllBytes(whole.resolve("network.fb")));
    }

    @Test
    void mixturesLearnFromHeldOutScenes() throws IOException {
        CommandRun run = osnas(
                "search",
                "-c",
                config("{name: object-detection, settings: {width: 8}}", "differentiable")
                        .toString(),
                "-o",
                directory.resolve("learnt").toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void whatTheTaskCannotDoIsRefusedWithTheReason() throws IOException {
        String early = config("object-detection", "uniform").toString();
        CommandRun run =
                osnas("search", "-c", early, "--set", "search.early-stop={}", "-o", "" + directory.resolve("e"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Early stop needs a task whose score is the mean");
        run = osnas("search", "-c", early, "--set", "task.criterion=cross-entropy", "-o", "" + directory.resolve("c"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("heatmap");
        run = osnas("search", "-c", early, "--set", "task=image-classification", "-o", "" + directory.resolve("i"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Classification needs a class for each example");
        run = osnas("search", "-c", early, "--set", "data=fashion-mnist-subset", "-o", "" + directory.resolve("d"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("Object detection needs boxes, but the labels of this data set are of the kind CLASS");
        assertThat(List.of("e", "i", "d")).noneMatch(name -> Files.exists(directory.resolve(name)));
    }

    private static JsonNode result(Path path) throws IOException {
        return ((ObjectNode)
                        new ObjectMapper().readTree(path.resolve("result.json").toFile()))
                .without(List.of("seconds", "crc"));
    }
}
