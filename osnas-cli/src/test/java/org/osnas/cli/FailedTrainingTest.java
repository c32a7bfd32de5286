package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;

/** Trainings from scratch that run into values that are not numbers are recorded as failed; the others go on. */
class FailedTrainingTest {

    @TempDir
    Path directory;

    private AutoCloseable space;
    private String config;

    @BeforeEach
    void prepare() throws IOException {
        space = ExplodingSpace.register(directory.resolve("plugin"));
        config = Files.writeString(
                        directory.resolve("run.yaml"),
                        """
                        seed: 4
                        space: exploding
                        data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                        supernet: {steps: 2, recalibration-batches: 1, optimizer: {learning-rate: 1.0e-9}}
                        search: {strategy: exhaustive, trials: 9}
                        retrain: {steps: 4, optimizer: {learning-rate: 1.0e-9}}
                        """
                                .formatted(IdxFiles.write(directory.resolve("data"))))
                .toString();
    }

    @AfterEach
    void close() throws Exception {
        space.close();
    }

    private static boolean explodes(Architecture architecture) {
        return architecture.choice(0) == 0 || architecture.choice(1) == 0;
    }

    @Test
    void aScoreTableHoldsThemWithEmptyCells() {
        String table = directory.resolve("scores.csv").toString();

        String[] command = {
            "table", "scores", "-c", config, "--set", "retrain.optimizer.learning-rate=0.1", "--seeds", "2", "-o", table
        };

        CommandRun run = osnas(command);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("9 architectures, 18 trainings (10 failed, with empty cells)");
        assertThat(run.err()).doesNotContain("best score NaN");
        ScoreTable scores = ScoreTableFile.read(Path.of(table));
        assertThat(scores.architectures()).hasSize(9).allSatisfy(architecture -> {
            assertThat(Double.isNaN(scores.meanScore(architecture))).isEqualTo(explodes(architecture));
            assertThat(Double.isNaN(scores.meanTest(architecture))).isEqualTo(explodes(architecture));
        });
        assertThat(Path.of(table + ".jsonl")).content().contains("\"validation\":null");
        assertThat(osnas(command).err())
                .as("a failed training is not tried again")
                .contains("18 trainings, 18 done before");
    }

    @Test
    void fidelityNamesThemBesideItsMeasures() throws IOException {
        Path run = directory.resolve("run");
        assertThat(osnas("search", "-c", config, "-o", run.toString()).err()).contains("9 trials");
        Path resolved = run.resolve("config.yaml");
        String other = CheckedText.lines(resolved, "").replaceFirst("(?s)(retrain:.*learning-rate: )1.0E-9", "$10.1");
        Files.writeString(resolved, CheckedText.lines(other));

        CommandRun fidelity = osnas("fidelity", run.toString(), "--architectures", "9", "--json");

        assertThat(fidelity.status()).as(fidelity.err()).isZero();
        JsonNode measured = new ObjectMapper().readTree(fidelity.out());
        assertThat(measured.get("architectures").intValue()).isEqualTo(4);
        assertThat(measured.get("failed")).hasSize(5).allSatisfy(entry -> {
            assertThat(explodes(Architecture.parse(entry.get("architecture").toString())))
                    .isTrue();
            assertThat(entry.get("accuracy").isNull()).isTrue();
            assertThat(entry.get("score").isNumber()).isTrue();
        });
        List<String> csv = Files.readAllLines(run.resolve("fidelity/fidelity.csv"));
        assertThat(csv).hasSize(10);
        assertThat(csv.stream().filter(line -> line.contains(",,"))).hasSize(5);
        assertThat(osnas("fidelity", run.toString(), "--architectures", "9").out())
                .containsPattern("failed +5, in no measure: ");
    }
}
