package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;

class TableScoresCommandTest {

    @TempDir
    Path directory;

    private String config;

    @BeforeEach
    void prepare() throws IOException {
        config = Files.writeString(
                        directory.resolve("run.yaml"),
                        """
                        seed: 4
                        data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                        retrain: {steps: 2}
                        """
                                .formatted(IdxFiles.write(directory.resolve("data"))))
                .toString();
    }

    @Test
    void trainsASampleWithEverySeedAndGoesOnWhereItWasStopped() throws IOException {
        String table = directory.resolve("scores.csv").toString();
        CommandRun run = osnas("table", "scores", "-c", config, "--architectures", "2", "--seeds", "2", "-o", table);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("2 architectures, 4 trainings: ");
        ScoreTable scores = ScoreTableFile.read(Path.of(table));
        assertThat(scores.architectures()).hasSize(2);
        assertThat(scores.seeds()).isEqualTo(2);
        assertThat(scores.hasTests()).isTrue();
        assertThat(scores.about()).containsEntry("space", "mbconv-micro").containsEntry("seeds", "4, 5");
        assertThat(Files.readString(Path.of(table))).contains("#   data:", "#     steps: 2");

        // As if it had been killed in its last training.
        Path log = Path.of(table + ".jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.writeString(log, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n{\"arch");
        String before = Files.readString(Path.of(table));
        Files.delete(Path.of(table));
        CommandRun again = osnas("table", "scores", "-c", config, "--architectures", "2", "--seeds", "2", "-o", table);
        assertThat(again.err()).contains("4 trainings, 3 done before");
        assertThat(Path.of(table)).hasContent(before);
    }

    @Test
    void wrongUseIsRefused() {
        String table = directory.resolve("scores.csv").toString();
        assertThat(osnas("table", "scores", "-c", config, "-o", directory.toString())
                        .message())
                .contains("the name of a score table ends in .csv");
        assertThat(osnas("table", "scores", "-c", config, "--seeds", "0", "-o", table)
                        .message())
                .contains("--seeds must be at least 1");
        CommandRun huge = osnas("table", "scores", "-c", config, "--set", "space=fbnet-s", "-o", table);
        assertThat(huge.message()).contains("too many to train all of them").contains("--architectures");
        assertThat(huge.status()).isEqualTo(2);
    }
}
