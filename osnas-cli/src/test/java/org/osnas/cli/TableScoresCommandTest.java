package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.engine.setup.ProcessSetup;

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
    void jobsInOtherProcessesGiveTheSameTable() throws IOException {
        Path here = directory.resolve("here.csv");
        Path there = directory.resolve("there.csv");
        String[] line = {"table", "scores", "-c", config, "--architectures", "3", "--seeds", "2", "-o"};
        System.setProperty("osnas.threads", String.valueOf(ProcessSetup.apply().threads()));
        try {
            CommandRun local = osnas(with(line, here.toString(), "--runner", "local"));
            assertThat(local.status()).as(local.err()).isZero();
            CommandRun jobs = osnas(with(line, there.toString(), "--runner", "{name: processes, settings: {jobs: 2}}"));
            assertThat(jobs.status()).as(jobs.err()).isZero();
            assertThat(jobs.err()).contains("Jobs run in 2 processes of ", "6 of 6, 0 running");
        } finally {
            System.clearProperty("osnas.threads");
        }
        assertThat(Files.readString(there)).isEqualTo(Files.readString(here));
        // In the same order, and nothing else is left behind.
        assertThat(trainings(there)).isEqualTo(trainings(here));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "data", "run.yaml", "here.csv", "here.csv.jsonl", "there.csv", "there.csv.jsonl");
        }
        assertThat(osnas(with(line, there.toString(), "--runner", "procesess")).message())
                .contains("--runner: unknown runner 'procesess'", "Did you mean 'processes'?");
    }

    private static String[] with(String[] line, String... more) {
        return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
    }

    /** But for the time that they took. */
    private static List<String> trainings(Path table) throws IOException {
        return Files.readAllLines(Path.of(table + ".jsonl")).stream()
                .map(entry -> entry.replaceAll(",\"seconds\".*", ""))
                .toList();
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
