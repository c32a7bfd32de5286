package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableImportScoresCommandTest {

    /** Path of data/nas-bench-macro_cifar10.json of github.com/xiusu/NAS-Bench-Macro, also compressed by gzip. */
    private static final String FILE = "osnas.nas-bench-macro";

    @TempDir
    Path folder;

    @Test
    void thePublishedTableIsComparedOnWithoutAnyTraining() throws IOException {
        String published = System.getProperty(FILE);
        assumeTrue(published != null, "name the published file by -D" + FILE + "=PATH to compare on it");
        Path table = folder.resolve("scores.csv");

        CommandRun run = importScores(published, table, "--percent", "--column", "macs=flops");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo("6561 of 6561 architectures, 3 trainings of each, mean score 0.4536 to 0.9313: %s%n"
                        .formatted(table));
        Path config = Files.writeString(
                folder.resolve("compare.yaml"),
                "{table: %s, space: nas-bench-macro, evaluations: 20, seeds: 3, strategies: [local-search]}"
                        .formatted(table));
        CommandRun compared = osnas(
                "compare",
                "-c",
                config.toString(),
                "--json",
                "-o",
                folder.resolve("out").toString());
        assertThat(compared.status()).as(compared.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(compared.out());
        // The published mean of the best network, 22212220: 93.12666320800781 %.
        assertThat(result.get("optimum").doubleValue()).isCloseTo(0.9312666320800781, within(1e-12));
        assertThat(result.get("standings")).hasSize(2);
    }

    @Test
    void wrongUseIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("t.json"), "{\"22212220\": {\"acc\": 93}}");
        Path table = folder.resolve("scores.csv");
        assertThat(importScores(file.toString(), table).message()).contains("there is no 'test_acc'. There are: acc");
        assertThat(importScores(file.toString(), folder.resolve("scores.json")).message())
                .contains("the name of a score table ends in .csv");
        assertThat(osnas(
                                "table",
                                "import-scores",
                                file.toString(),
                                "--space",
                                "nas-bench-macro",
                                "-o",
                                table.toString())
                        .message())
                .contains("Say which column holds the scores");
        assertThat(importScores(folder.resolve("none.json").toString(), table).message())
                .contains("none.json cannot be read");
        assertThat(table).doesNotExist();
    }

    private static CommandRun importScores(String file, Path table, String... more) {
        List<String> words = new ArrayList<>(
                List.of("table", "import-scores", file, "--space", "nas-bench-macro", "--column", "score=test_acc"));
        words.addAll(List.of(more));
        words.addAll(List.of("-o", table.toString()));
        return osnas(words.toArray(String[]::new));
    }
}
