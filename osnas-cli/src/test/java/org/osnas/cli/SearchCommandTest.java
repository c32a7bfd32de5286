package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.supernet.SameDiffExporter;

/** The whole pipeline on 200 tiny images; one run is shared by the tests that only read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private Path config;
    private Path run;

    @BeforeAll
    void searchOnce() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                seed: 3
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 11, recalibration-batches: 2}
                search:
                  strategy: {name: evolution, settings: {population: 4}}
                  trials: 9
                  batch: 4
                  budget: {macs: [1.0e+5, 4.0e+5]}
                  top: 3
                retrain: {steps: 7, finalists: 2}
                checkpoint: {every-steps: 4}
                """
                        .formatted(data));
        run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains("architecture", "(budget 100,000 to 400,000)", run.toString());
    }

    @Test
    void theRunFolderHoldsEverything() {
        assertThat(run)
                .isDirectoryContaining("glob:**/config.yaml")
                .isDirectoryContaining("glob:**/environment.json")
                .isDirectoryContaining("glob:**/table-macs.json")
                .isDirectoryContaining("glob:**/trials.jsonl")
                .isDirectoryContaining("glob:**/result.json")
                .isDirectoryContaining("glob:**/network.fb")
                .isDirectoryContaining("glob:**/log.txt")
                .isDirectoryContaining("glob:**/checkpoint")
                .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void theDefaultsOfTheSearchStrategyStandInTheConfiguration() throws IOException {
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("population: 4", "parents: 2", "crossover: 0.5", "mutation: 0.1", "retries: 100");
        assertThat(osnas("search", "--resume", "-c", config.toString(), "-o", run.toString())
                        .status())
                .as("the same configuration, without them")
                .isZero();
    }

    @Test
    void theWinnerIsInsideTheBudgetAndItsCostIsExact() throws IOException {
        JsonNode result = result(run);

        long macs = result.get("cost").get("macs").longValue();
        assertThat(macs).isBetween(100_000L, 400_000L);
        CommandRun cost = osnas(
                "cost",
                "--space",
                "mbconv-micro",
                "--input",
                "12x12x1",
                "--json",
                "--arch",
                result.get("architecture").toString());
        JsonNode exact = MAPPER.readTree(cost.out()).get("architectures").get(0);
        assertThat(macs).isEqualTo(exact.get("macs").longValue());
        assertThat(result.get("cost").get("params")).isEqualTo(exact.get("params"));
    }

    @Test
    void theTestAccuracyIsThatOfTheNetworkFile() throws IOException {
        SameDiff network = SameDiff.load(run.resolve("network.fb").toFile(), false);
        int right = 0;
        int all = 0;
        try (Run data = ConfigFile.load(config, List.of()).resolve(Registry.standard());
                Dataflow.BatchStream batches = data.data().evaluation(Split.TEST)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    INDArray logits = network.output(
                                    Map.of(SameDiffExporter.INPUT, batch.inputs()), ClassificationHead.LOGITS)
                            .get(ClassificationHead.LOGITS);
                    right += logits.argMax(1)
                            .eq(batch.labels().argMax(1))
                            .castTo(DataType.INT32)
                            .sumNumber()
                            .intValue();
                    all += batch.size();
                }
            }
        }

        assertThat(all).isEqualTo(50);
        assertThat(result(run).get("test_accuracy").doubleValue()).isEqualTo((double) right / all);
    }

    @Test
    void theResultNamesSeedScoresAndTheBest() throws IOException {
        JsonNode result = result(run);

        assertThat(result.get("space").textValue()).isEqualTo("mbconv-micro");
        assertThat(result.get("seed").intValue()).isEqualTo(3);
        assertThat(result.get("budget").get("macs").toString()).isEqualTo("[100000.0,400000.0]");
        assertThat(result.get("top")).hasSize(3);
        assertThat(result.get("finalists")).hasSize(2);
        assertThat(result.get("seconds").fieldNames()).toIterable().containsExactly("supernet", "search", "retrain");
        assertThat(Files.readAllLines(run.resolve("trials.jsonl"))).hasSize(9);
    }

    @Test
    void aRunThatIsStoppedAgainAndAgainEndsWithTheSameBits() throws IOException {
        Path path = directory.resolve("stopped");
        int stops = 0;
        while (!Files.exists(path.resolve("result.json"))) {
            stops += InterruptedRun.advance(config, path) ? 0 : 1;
            assertThat(stops).as("every stop makes progress").isLessThan(40);
        }

        assertThat(stops).as("it was stopped in all phases").isGreaterThan(6);
        assertThat(scores(path)).isEqualTo(scores(run));
        assertThat(withoutTimes(path)).isEqualTo(withoutTimes(run));
    }

    @Test
    void resumingAFinishedRunGivesTheSameResult() throws IOException {
        JsonNode before = withoutTimes(run);

        CommandRun again = osnas("search", "--resume", "-o", run.toString(), "--json");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("rounded otherwise");
        assertThat(MAPPER.readTree(again.out()).get("architecture")).isEqualTo(before.get("architecture"));
        assertThat(withoutTimes(run)).isEqualTo(before);
    }

    @Test
    void evaluateRetrainsTheWinnerToTheSameAccuracy() throws IOException {
        JsonNode result = result(run);

        CommandRun command = osnas("evaluate", run.toString(), "--json");

        assertThat(command.status()).as(command.err()).isZero();
        JsonNode evaluated = MAPPER.readTree(command.out());
        assertThat(evaluated.get("architecture")).isEqualTo(result.get("architecture"));
        assertThat(evaluated.get("test_accuracy")).isEqualTo(result.get("test_accuracy"));
        assertThat(evaluated.get("cost").get("macs"))
                .isEqualTo(result.get("cost").get("macs"));
    }

    @Test
    void evaluateTakesAnyArchitectureAndLength() throws IOException {
        CommandRun command = osnas("evaluate", run.toString(), "--arch", "2,2,2,2,2", "--epochs", "1", "--json");

        assertThat(command.status()).as(command.err()).isZero();
        JsonNode evaluated = MAPPER.readTree(command.out());
        assertThat(Architecture.parse(evaluated.get("architecture").toString()))
                .isEqualTo(Architecture.of(2, 2, 2, 2, 2));
        assertThat(evaluated.get("steps").intValue()).isEqualTo(8);
        assertThat(run.resolve("evaluate-2-2-2-2-2-8.json")).exists();
    }

    @Test
    void aDivergingTrainingNamesStepPathAndCheckpoint() {
        Path path = directory.resolve("diverged");

        CommandRun command = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                path.toString(),
                "--set",
                "supernet.optimizer.learning-rate=1e6",
                "--set",
                "supernet.optimizer.schedule=constant",
                "--set",
                "supernet.optimizer.warmup-steps=5",
                "--set",
                "supernet.optimizer.clip-norm=.inf",
                "--set",
                "supernet.steps=300",
                "--set",
                "checkpoint.every-steps=1");

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err())
                .contains("osnas: The supernet training diverged at step")
                .contains("on path")
                .contains("The last good checkpoint is " + path.resolve("checkpoint/supernet.osnas"))
                .doesNotContain("\tat ");
    }

    private static List<String> scores(Path path) throws IOException {
        List<String> scores = new ArrayList<>();
        for (String line : Files.readAllLines(path.resolve("trials.jsonl"))) {
            scores.add(line.replaceFirst(",\"seconds\".*", ""));
        }
        return scores;
    }

    private static JsonNode withoutTimes(Path path) throws IOException {
        return ((ObjectNode) result(path)).without(List.of("seconds", "crc"));
    }

    private static JsonNode result(Path path) throws IOException {
        return MAPPER.readTree(path.resolve("result.json").toFile());
    }
}
