package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of ways to train supernets. */
class CompareTrainingsTest {

    @TempDir
    Path directory;

    @Test
    void waysToTrainSupernetsAreComparedByTheirRankings() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("trainings.yaml"),
                """
                table: %s
                run:
                  data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                  supernet: {recalibration-batches: 1}
                  search: {budget: {macs: 1.2e+5}}
                passes: 6
                seeds: 2
                trainings:
                  - fair
                  - {name: uniform, label: by loss, set: {search.scorer: {name: supernet, settings: {metric: loss}}}}
                """
                        .formatted(ScoreTables.write(directory, 243), data));
        Path folder = directory.resolve("trainings");

        CommandRun run = osnas("compare", "-c", config.toString(), "-o", folder.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Supernets of 6 passes, 2 of each kind")
                .contains("| fair ")
                .contains("| by loss ")
                .contains("| macs alone ");
        assertThat(Files.readString(folder.resolve("runs/fair-1/config.yaml"))).contains("steps: 2");
        assertThat(Files.readString(folder.resolve("runs/by-loss-2/config.yaml")))
                .contains("steps: 6", "metric: loss", "seed: 2");
        assertThat(Files.readAllLines(folder.resolve("rankings.csv"))).hasSize(1 + 2);

        List<String> cells = Files.readAllLines(folder.resolve("rankings.jsonl"));
        assertThat(cells).hasSize(4);
        Files.writeString(folder.resolve("rankings.jsonl"), String.join("\n", cells.subList(0, 3)) + "\n{\"tr");
        CommandRun resumed = osnas("compare", "--resume", "-o", folder.toString());
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(resumed.out().replaceAll("\\d+ +\\|\n", "|\n"))
                .isEqualTo(run.out().replaceAll("\\d+ +\\|\n", "|\n"));
        assertThat(osnas("compare", "--resume", "-c", config.toString(), "-o", folder.toString(), "--set", "passes=9")
                        .message())
                .contains("was begun with 'passes: 6', but the configuration now says 'passes: 9'");
        assertThat(osnas(
                                "compare",
                                "-c",
                                config.toString(),
                                "-o",
                                directory.resolve("none").toString(),
                                "--set",
                                "trainings=[{name: fair, set: {supernet.steps: 5}}]")
                        .message())
                .contains("all trainings have the same passes and seeds");
    }
}
