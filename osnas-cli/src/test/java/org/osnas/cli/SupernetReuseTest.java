package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One supernet, several searches, and networks that keep its weights; the supernet is shared by all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupernetReuseTest {

    @TempDir
    static Path directory;

    private Path config;
    private Path run;

    @BeforeAll
    void trainOnce() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path space = Files.writeString(
                directory.resolve("own.yaml"),
                """
                input: 12x12x1
                classes: 10
                stem: [{block: conv, kernel: 3, width: 8, stride: 2}]
                candidates: [{block: mobile, kernel: 3, expansion: 2}, skip]
                layers: [{count: 3, width: 8}]
                tail: [{block: conv, kernel: 1, width: 16}]
                """);
        config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                space: %s
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 6, recalibration-batches: 2}
                search: {strategy: random, trials: 4}
                retrain: {steps: 4}
                """
                        .formatted(space, data));
        run = directory.resolve("run");
        ok("search", "-c", config.toString(), "-o", run.toString());
    }

    private static CommandRun ok(String... command) {
        CommandRun run = osnas(command);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static List<String> trials(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("trials.jsonl")).stream()
                .map(line -> line.replaceAll("\"seconds\":[^,}]*|\"crc\":[^,}]*", ""))
                .toList();
    }

    private static JsonNode result(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }

    @Test
    void theOriginalConfigurationGivesTheOriginalTrials() throws IOException {
        Path again = directory.resolve("again");
        ok("search", "-c", config.toString(), "--supernet", run.toString(), "-o", again.toString());
        assertThat(trials(again)).isEqualTo(trials(run));
        assertThat(result(again).path("test_accuracy")).isEqualTo(result(run).path("test_accuracy"));
        assertThat(again.resolve("checkpoint/supernet.osnas")).doesNotExist();
        assertThat(Files.readString(again.resolve("supernet.json"))).contains("identity", run.toString());
    }

    @Test
    void aRunOnAnotherSupernetTellsHowWellThatRanks() throws IOException {
        Path again = directory.resolve("ranks");
        ok("search", "-c", config.toString(), "--supernet", run.toString(), "-o", again.toString());
        Path table = Files.writeString(
                directory.resolve("scores.csv"), "architecture,score\n\"0,0,0\",0.3\n\"0,1,0\",0.4\n\"1,0,1\",0.5\n");
        CommandRun there = ok("fidelity", run.toString(), "--table", table.toString(), "--json");
        CommandRun here = ok("fidelity", again.toString(), "--table", table.toString(), "--json");
        assertThat(here.out()).isEqualTo(there.out()).contains("kendall_tau_b");
    }

    @Test
    void whatTheConfigurationLeavesOutIsAsThereAndNothingIsRetrainedIfNothingIsWanted() throws IOException {
        Path few = Files.writeString(
                directory.resolve("few.yaml"), "{seed: 9, search: {strategy: random, trials: 3}, retrain: none}");
        Path folder = directory.resolve("few");
        ok("search", "-c", few.toString(), "--supernet", run.toString(), "-o", folder.toString());
        JsonNode result = result(folder);
        assertThat(result.path("weights").asText()).isEqualTo("inherited");
        assertThat(result.path("validation_accuracy")).isEqualTo(result.path("score"));
        assertThat(Files.readString(folder.resolve("report.html"))).contains("taken as in the supernet");

        // Its folder is enough to export, also when it has moved and nothing else is there.
        Path moved = Files.move(folder, directory.resolve("moved"));
        Path elsewhere = Files.move(run, directory.resolve("elsewhere"));
        Path space = Files.move(directory.resolve("own.yaml"), directory.resolve("gone.yaml"));
        try {
            CommandRun export = ok(
                    "export",
                    moved.toString(),
                    "-o",
                    directory.resolve("net.onnx").toString());
            assertThat(export.out()).contains("inherited");
            CommandRun cost = ok("cost", moved.toString(), "--json");
            JsonNode best = new ObjectMapper()
                    .readTree(cost.out())
                    .path("architectures")
                    .get(0);
            assertThat(best.path("arch")).isEqualTo(result.path("architecture"));
            assertThat(best.path("macs")).isEqualTo(result.path("cost").path("macs"));
        } finally {
            Files.move(elsewhere, run);
            Files.move(space, directory.resolve("own.yaml"));
        }
    }

    @Test
    void aSearchFindsItsSupernetWhereBothFoldersHaveMovedOrWhereItIsToldToLook() throws IOException {
        Path here = Files.createDirectory(directory.resolve("here"));
        ok("supernet", "-c", config.toString(), "-o", here.resolve("net").toString());
        ok(
                "search",
                "-c",
                config.toString(),
                "--set",
                "retrain=none",
                "--supernet",
                here.resolve("net").toString(),
                "-o",
                here.resolve("found").toString());

        Path there = Files.move(here, directory.resolve("there"));
        String found = there.resolve("found").toString();
        String architecture =
                result(Path.of(found)).path("top").get(1).path("architecture").toString();
        ok("evaluate", found, "--arch", architecture, "--from", "inherited");

        // Another run in its place is not taken for it.
        Path net = Files.move(there.resolve("net"), directory.resolve("far"));
        ok(
                "supernet",
                "-c",
                config.toString(),
                "--set",
                "seed=2",
                "-o",
                there.resolve("net").toString());
        CommandRun lost = osnas("evaluate", found, "--arch", "1,1,1", "--from", "inherited");
        assertThat(lost.status()).isEqualTo(2);
        assertThat(lost.message())
                .contains("searches the supernet ", " which is not in ", "search --resume -o " + found + " --supernet");
        ok("search", "--resume", "-o", found, "--supernet", net.toString());
        ok("evaluate", found, "--arch", "1,1,1", "--from", "inherited");
    }

    @Test
    void settingsThatDoNotFitAreRefusedByTheirLine() {
        CommandRun refused = osnas(
                "search",
                "-c",
                config.toString(),
                "--set",
                "supernet.steps=7",
                "--supernet",
                run.toString(),
                "-o",
                directory.resolve("no").toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains("'steps: 6'", "'steps: 7'", "section supernet");
    }

    @Test
    void aSupernetAloneIsEnoughForSearches() throws IOException {
        Path alone = directory.resolve("alone");
        CommandRun trained = ok("supernet", "-c", config.toString(), "-o", alone.toString());
        assertThat(trained.out()).contains("6 steps");
        assertThat(alone.resolve("trials.jsonl")).doesNotExist();
        Path search = directory.resolve("search");
        ok("search", "-c", config.toString(), "--supernet", alone.toString(), "-o", search.toString());
        assertThat(trials(search)).isEqualTo(trials(run));
    }

    @Test
    void anInheritedNetworkHasTheAccuracyOfItsTrialAndIsTrainedOnFromThere() throws IOException {
        JsonNode top = result(run).path("top").get(1);
        String architecture = top.path("architecture").toString();
        CommandRun inherited = ok("evaluate", run.toString(), "--arch", architecture, "--from", "inherited", "--json");
        assertThat(new ObjectMapper().readTree(inherited.out()).path("validation_accuracy"))
                .isEqualTo(top.path("score"));
        CommandRun tuned = ok(
                "evaluate", run.toString(), "--arch", architecture, "--from", "inherited", "--epochs", "1", "--json");
        assertThat(new ObjectMapper().readTree(tuned.out()).path("weights").asText())
                .isEqualTo("finetuned");
        for (String weights : List.of("inherited", "finetuned")) {
            Path file = directory.resolve(weights + ".onnx");
            CommandRun export =
                    ok("export", run.toString(), "--arch", architecture, "--weights", weights, "-o", file.toString());
            assertThat(export.out()).contains(weights);
        }
        CommandRun missing =
                osnas("export", run.toString(), "--arch", architecture, "--weights", "retrained", "-o", "x.onnx");
        assertThat(missing.message()).contains("osnas evaluate " + run);
    }
}
