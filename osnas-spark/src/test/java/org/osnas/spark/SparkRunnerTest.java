package org.osnas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.cli.Main;

/** The command with two executors on this machine, which are killed. */
class SparkRunnerTest {

    private static final Map<String, String> SPARK = Map.of(
            "spark.ui.enabled", "false", "spark.deploy.maxExecutorRetries", "100", "spark.task.maxFailures", "3");

    private static final String RUNNER = "{name: spark, settings: {master: 'local-cluster[2,1,1024]'}}";

    @TempDir
    Path folder;

    private Path kills;
    private int status;

    @BeforeEach
    void settings() throws IOException {
        kills = Files.createDirectory(folder.resolve("kills"));
        SPARK.forEach(System::setProperty);
        System.setProperty("spark.executor.extraJavaOptions", "-D" + KilledScratchJobs.FOLDER + "=" + kills);
        System.setProperty("osnas.threads", "1");
    }

    @AfterEach
    void noSettings() {
        SPARK.keySet().forEach(System::clearProperty);
        System.clearProperty("spark.executor.extraJavaOptions");
        System.clearProperty("osnas.threads");
    }

    /** What the command says to the person. */
    private String scores(Path table, String runner) throws IOException {
        Path config = Files.writeString(
                folder.resolve("run.yaml"),
                """
                seed: 4
                data: {name: fashion-mnist-subset, batch: 20, settings: {limit: 100, test-limit: 40}}
                retrain: {steps: 6}
                checkpoint: {every-steps: 1}
                """);
        StringWriter err = new StringWriter();
        List<String> line = new ArrayList<>(List.of("table", "scores", "-c", config.toString()));
        line.addAll(List.of("--architectures", "1", "--seeds", "3", "-o", table.toString(), "--runner", runner));
        status = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), line.toArray(String[]::new));
        return err.toString();
    }

    @Test
    void executorsThatAreKilledInTheMiddleGiveTheSameTable() throws IOException {
        Path here = folder.resolve("here.csv");
        Path there = folder.resolve("there.csv");
        assertThat(scores(here, "local")).contains("3 of 3");
        Files.writeString(kills.resolve("5"), "2");
        String said = scores(there, RUNNER);
        assertThat(status).as(said).isZero();
        assertThat(said)
                .contains("Jobs run in Spark 4", "local-cluster[2,1,1024], 1 thread each")
                .contains("3 of 3, 0 running, 2 begun again");
        assertThat(Files.readString(kills.resolve("5"))).isEqualTo("0");
        assertThat(Files.readString(there)).isEqualTo(Files.readString(here));
        assertThat(trainings(there)).isEqualTo(trainings(here)).hasSize(4);
        assertThat(scores(there, RUNNER)).contains("3 trainings, 3 done before");
    }

    @Test
    void aJobThatAlwaysKillsItsExecutorIsNamedAndTheOthersAreKept() throws IOException {
        Files.writeString(kills.resolve("5"), "1000");
        Path table = folder.resolve("there.csv");
        String said = scores(table, RUNNER);
        assertThat(status).as(said).isEqualTo(2);
        assertThat(said)
                .contains("1 of 3 jobs failed; what the others gave is kept")
                .containsPattern("The training of [0-9,]+ with seed 5: The executor that did it was lost 3 times")
                .contains("The same command tries them again.");
        assertThat(table).doesNotExist();
        assertThat(trainings(table)).hasSize(3);
    }

    /** The lines of the log, but for the time that they took. */
    private static List<String> trainings(Path table) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(table + ".jsonl"))) {
            return lines.map(entry -> entry.replaceAll(",\"seconds\".*", "")).toList();
        }
    }
}
