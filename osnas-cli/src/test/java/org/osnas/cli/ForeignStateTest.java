package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.internal.file.CheckedText;

/** What one run computed is not taken for that of another. */
class ForeignStateTest {

    @TempDir
    static Path directory;

    private static Path data;

    @BeforeAll
    static void twoRuns() throws IOException {
        data = IdxFiles.write(directory.resolve("data"));
        search("one", 3, 4, "uniform");
        search("two", 4, 4, "uniform");
    }

    private static Path search(String name, int seed, int steps, String strategy) throws IOException {
        Path config = Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                seed: %d
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: %d, strategy: %s, recalibration-batches: 1}
                search: {strategy: random, trials: 2, budget: {macs: 2.5e+5}}
                retrain: {steps: 2}
                """
                        .formatted(seed, data, steps, strategy));
        Path run = directory.resolve(name);
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        return run;
    }

    private static CommandRun resumedWith(Path run, String checkpoint, Path from) throws IOException {
        Files.copy(
                from.resolve("checkpoint").resolve(checkpoint),
                run.resolve("checkpoint").resolve(checkpoint),
                StandardCopyOption.REPLACE_EXISTING);
        return osnas("search", "--resume", "-o", run.toString());
    }

    @Test
    void aSupernetOfAnotherSeedIsRefusedNamingBoth() throws IOException {
        Path run = search("seed", 5, 4, "uniform");

        CommandRun command = resumedWith(run, "supernet.osnas", directory.resolve("one"));

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message())
                .endsWith("osnas: Checkpoint " + run.resolve("checkpoint/supernet.osnas")
                        + " belongs to another run: it was computed for 'seed: 3', but this run has 'seed: 5'."
                        + " Put the one of this run back, or delete it to compute it again.");
    }

    @Test
    void aSupernetOfAnotherLengthIsRefused() throws IOException {
        Path run = search("steps", 3, 7, "uniform");

        CommandRun command = resumedWith(run, "supernet.osnas", directory.resolve("one"));

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message()).contains("belongs to another run", "'steps: 4'", "'steps: 7'");
    }

    @Test
    void aSupernetOfAnotherStrategyIsRefused() throws IOException {
        Path run = search("strategy", 3, 4, "fair");

        CommandRun command = resumedWith(run, "supernet.osnas", directory.resolve("one"));

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message()).contains("belongs to another run", "'name: uniform'", "'name: fair'");
    }

    @Test
    void aRetrainedNetworkOfAnotherRunIsNeitherGoneOnFromNorExported() throws IOException {
        Path one = directory.resolve("one");
        Path run = search("retrained", 3, 4, "uniform");
        Path two = directory.resolve("two");
        String mine = retrained(run);
        Files.copy(
                two.resolve("checkpoint").resolve(retrained(two)),
                run.resolve("checkpoint").resolve(mine),
                StandardCopyOption.REPLACE_EXISTING);

        CommandRun resumed = osnas("search", "--resume", "-o", run.toString());
        CommandRun exported =
                osnas("export", run.toString(), "-o", directory.resolve("x.fb").toString());

        assertThat(retrained(one)).isEqualTo(mine);
        assertThat(resumed.status()).isEqualTo(2);
        assertThat(resumed.message()).contains(mine + " belongs to another run", "'seed: 4'", "'seed: 3'");
        assertThat(exported.status()).isEqualTo(2);
        assertThat(exported.message()).contains(mine + " belongs to another run", "'seed: 4'", "'seed: 3'");
    }

    @Test
    void scoresOfAnotherSupernetAreRefused() throws IOException {
        Path config = Files.writeString(
                directory.resolve("compare.yaml"),
                "{run: %s, evaluations: 2, seeds: 2, strategies: [random]}".formatted(directory.resolve("one")));
        Path folder = directory.resolve("compare");
        CommandRun compared = osnas("compare", "-c", config.toString(), "-o", folder.toString());
        assertThat(compared.status()).as(compared.err()).isZero();
        Path scores = folder.resolve("scores.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(scores));
        String other = CheckedText.json("", lines.get(0), "")
                .toString()
                .replaceFirst("seed: 3", "seed: 9")
                .replaceFirst("\"identity\":\"[0-9a-f]{8}", "\"identity\":\"00000000");
        lines.set(0, CheckedText.line((ObjectNode) new ObjectMapper().readTree(other)));
        Files.write(scores, lines);

        CommandRun resumed = osnas("compare", "--resume", "-o", folder.toString());

        assertThat(resumed.status()).isEqualTo(2);
        assertThat(resumed.message()).contains("scores.jsonl belongs to another run", "'seed: 9'", "'seed: 3'");
    }

    private static String retrained(Path run) throws IOException {
        try (var files = Files.list(run.resolve("checkpoint"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("retrain-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
