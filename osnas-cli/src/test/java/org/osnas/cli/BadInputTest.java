package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.core.internal.file.CheckedText;

/** What users get wrong: one message, exit status 2 (3 for the budget), no stack trace, nothing trained or written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    @TempDir
    static Path directory;

    private Path config;
    private Path run;

    @BeforeAll
    void prepare() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        config = config("good.yaml", data);
        run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
    }

    private Path config(String name, Path data) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                """
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {trials: 2, strategy: random}
                retrain: {steps: 2}
                """
                        .formatted(data));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sed=3 | Unknown key sed. Known: checkpoint,",
                "search.trails=3 | tables, top, trials, warm-start. Did you mean 'trials'?",
                "search.strategy=evolutoin | search.strategy: unknown search strategy 'evolutoin'. Known:",
                "supernet.strategy=unifrom | uniform. Did you mean 'uniform'?",
                "space=fbnet | space: unknown search space 'fbnet'.",
                "data.name=imagenet | data: unknown dataflow 'imagenet'. Known:",
                "task=detection | task: unknown task 'detection'. Known: image-classification",
                "task.criterion=mse | task.criterion: unknown criterion 'mse'.",
                "search.strategy.settings.poplation=5 | Unknown key poplation in search.strategy.settings.",
                "search.trials=many | search.trials must be a whole number from 1 to 100000000, got 'many'",
                "data.settings.size=big | data.settings.size must be a whole number",
                "seed=1.5 | seed must be a whole number",
                "space.classes=7 | space.classes is 7, but the data has 10 classes",
                "data.settings.classes=5 | 5",
                "search.early-stop={keep: 3} | Raise search.early-stop.keep, or lower search.top or retrain.finalists.",
                "search={strategy: nsga2, early-stop: {}} | Early stop judges architectures by their score alone",
                "search={trials: 9, strategy: {name: evolution, settings: {population: 9}}} | draw its population of 9 at random, and has 9 trials in all",
                "search.budget.energy=5 | Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory",
                "data.batch=5000 | 5000",
                "supernet.strategy={name: differentiable, settings: {cost-loss: squared}} | needs a target for macs.",
                "supernet.strategy={name: differentiable, settings: {warm-up: {steps: 2}}} | leaves the logits nothing",
                "search.strategy={name: architecture-generator, settings: {metric: watts}} | Unknown metric 'watts'.",
                "search.strategy={name: architecture-generator, settings: {metric: activation-memory}} | is a peak",
                "search={strategy: architecture-generator, budget: {activation-memory: 1.0e+9}} | is a peak",
            })
    void aWrongConfiguration(String override, String message) {
        assertBadInput(2, message, "search", "-c", config.toString(), "-o", fresh(), "--set", override);
        assertThat(directory.resolve("fresh/checkpoint"))
                .as("nothing was trained")
                .doesNotExist();
    }

    @Test
    void aBudgetThatCannotBeReached() throws IOException {
        String cost = osnas("cost", "--space", "mbconv-micro", "--input", "12x12x1", "--json")
                .out();
        JsonNode costs = new ObjectMapper().readTree(cost);
        assertBadInput(
                3,
                "Reachable: %s to %s MACs"
                        .formatted(
                                costs.at("/min/macs").asText(),
                                costs.at("/max/macs").asText()),
                "search",
                "-c",
                config.toString(),
                "-o",
                fresh(),
                "--set",
                "search.budget.macs=1000");
        assertThat(directory.resolve("fresh")).doesNotExist();
    }

    @Test
    void missingFiles() {
        assertBadInput(2, "missing.yaml does not exist", "search", "-c", "missing.yaml", "-o", fresh());
        assertBadInput(
                2,
                "missing",
                "search",
                "-c",
                config.toString(),
                "-o",
                fresh(),
                "--set",
                "data.settings.directory=missing");
        assertBadInput(
                2,
                "is not the folder of a run",
                "evaluate",
                directory.resolve("nowhere").toString());
        assertBadInput(2, "is not the folder of a run", "search", "--resume", "-o", fresh());
        assertBadInput(2, "Give a configuration with -c FILE", "search");
    }

    @Test
    void dataWithACorruptMagic() throws IOException {
        Path data = IdxFiles.write(directory.resolve("magic"));
        Files.write(data.resolve(IdxFiles.TRAIN_IMAGES), IdxFiles.gzip(new byte[500]));

        assertBadInput(
                2,
                IdxFiles.TRAIN_IMAGES,
                "search",
                "-c",
                config("magic.yaml", data).toString(),
                "-o",
                fresh());
    }

    @Test
    void aTruncatedArchive() throws IOException {
        Path data = IdxFiles.write(directory.resolve("truncated"));
        Path file = data.resolve(IdxFiles.TRAIN_IMAGES);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertBadInput(
                2,
                IdxFiles.TRAIN_IMAGES,
                "search",
                "-c",
                config("truncated.yaml", data).toString(),
                "-o",
                fresh());
    }

    @Test
    void anArchitectureThatDoesNotBelongToTheSpace() {
        assertBadInput(
                2,
                "has 3 choices, but space mbconv-micro has 5 choice layers",
                "evaluate",
                run.toString(),
                "--arch",
                "0,1,2");
        assertBadInput(2, "has candidates 0..2 there", "evaluate", run.toString(), "--arch", "0,1,2,0,3");
        assertBadInput(2, "--epochs must be at least 1", "evaluate", run.toString(), "--epochs", "0");
    }

    @Test
    void anOutputFolderThatHoldsAnotherRunOrCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("occupied"), "");

        assertBadInput(2, "holds a run. Add --resume", "search", "-c", config.toString(), "-o", run.toString());
        assertBadInput(2, "is a file", "search", "-c", config.toString(), "-o", file.toString());
        assertBadInput(
                2,
                "cannot be written",
                "search",
                "-c",
                config.toString(),
                "-o",
                file.resolve("below").toString());
    }

    @Test
    void resumingWithAnotherConfiguration() {
        assertBadInput(
                2,
                "was begun with 'seed: 1', but the configuration now says 'seed: 2'",
                "search",
                "--resume",
                "-c",
                config.toString(),
                "-o",
                run.toString(),
                "--set",
                "seed=2");
    }

    @Test
    void aRunFolderOfAnotherVersion() throws IOException {
        Path copy = copyOfRun("version");
        edit(copy.resolve("environment.json"), "\"format\" : 2", "\"format\" : 99");

        assertBadInput(2, "has format 99", "evaluate", copy.toString());
        assertBadInput(2, "has format 99", "search", "--resume", "-o", copy.toString());
    }

    @Test
    void aRunFolderOfAnotherSpace() throws IOException {
        Path copy = copyOfRun("space");
        Path file = copy.resolve("config.yaml");
        String other = CheckedText.lines(file, "").replace("mbconv-micro", "fbnet-s");
        Files.writeString(file, CheckedText.lines(other));

        assertBadInput(2, "belongs to space mbconv-micro at 12x12x1", "evaluate", copy.toString());
        assertBadInput(2, "belongs to space mbconv-micro at 12x12x1", "search", "--resume", "-o", copy.toString());
    }

    @Test
    void anEditedConfigurationOfARun() throws IOException {
        Path copy = copyOfRun("edited");
        edit(copy.resolve("config.yaml"), "mbconv-micro", "fbnet-s");

        assertBadInput(2, "config.yaml is damaged: its checksum", "evaluate", copy.toString());
        assertBadInput(2, "config.yaml is damaged: its checksum", "search", "--resume", "-o", copy.toString());
    }

    @Test
    void aDamagedCheckpoint() throws IOException {
        Path copy = copyOfRun("damaged");
        Path checkpoint = copy.resolve("checkpoint/supernet.osnas");
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length - 100));

        assertBadInput(2, "supernet.osnas is damaged", "search", "--resume", "-o", copy.toString());
    }

    private static void assertBadInput(int status, String message, String... args) {
        CommandRun command = osnas(args);
        assertThat(command.status()).as(command.err()).isEqualTo(status);
        assertThat(command.out()).isEmpty();
        assertThat(command.message()).contains("osnas: ").contains(message).doesNotContain("\tat ");
        assertThat(command.err().lines().filter(line -> line.startsWith("osnas: ")))
                .hasSize(1);
    }

    private String fresh() {
        return directory.resolve("fresh").toString();
    }

    private Path copyOfRun(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(run.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }
}
