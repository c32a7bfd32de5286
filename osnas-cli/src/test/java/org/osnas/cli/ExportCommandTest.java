package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.ClassificationHead;
import org.osnas.core.supernet.SameDiffExporter;

/** The command that writes a trained network; one run is shared by all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportCommandTest {

    @TempDir
    static Path directory;

    private Path run;

    @BeforeAll
    void searchOnce() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 3, recalibration-batches: 2}
                search: {strategy: random, trials: 2}
                retrain: {steps: 4}
                """
                        .formatted(data));
        run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
    }

    @Test
    void theBestOfTheRunIsTheNetworkOfItsFolder() {
        Path file = directory.resolve("best.fb");

        CommandRun command = osnas("export", run.toString(), "--format", "samediff", "-o", file.toString());

        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains(file.toString(), "trained for 4 steps");
        assertThat(logits(file)).isEqualTo(logits(run.resolve("network.fb")));
    }

    @Test
    void ofAnEvaluatedArchitectureTheLongestTrainingIsTaken() {
        Path file = directory.resolve("evaluated.fb");
        for (String epochs : new String[] {"2", "1"}) {
            osnas("evaluate", run.toString(), "--arch", "2,2,2,2,2", "--epochs", epochs);
        }

        CommandRun command = osnas("export", run.toString(), "--arch", "2,2,2,2,2", "-o", file.toString());

        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains("2,2,2,2,2, trained for 16 steps");
        assertThat(logits(file).shape()).containsExactly(2, 10);
    }

    @Test
    void anArchitectureThatWasNotTrainedIsRefusedWithTheCommandThatTrainsIt() {
        CommandRun command = osnas(
                "export",
                run.toString(),
                "--arch",
                "1,1,1,1,1",
                "-o",
                directory.resolve("none.fb").toString());

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message())
                .contains("1,1,1,1,1 has not been trained", "osnas evaluate " + run + " --arch 1,1,1,1,1");
    }

    @Test
    void unknownFormatsAndFoldersAreRefused() {
        CommandRun format = osnas("export", run.toString(), "--format", "onnx", "-o", "x");
        CommandRun folder = osnas("export", run.toString(), "-o", directory.toString());

        assertThat(format.status()).isEqualTo(2);
        assertThat(format.message()).contains("--format", "onnx", "SAMEDIFF");
        assertThat(folder.status()).isEqualTo(2);
        assertThat(folder.message()).contains(directory + " is a folder");
    }

    private static INDArray logits(Path file) {
        INDArray images = Nd4j.linspace(DataType.FLOAT, 0, 1e-3, 2L * 12 * 12).reshape(2, 12, 12, 1);
        return SameDiff.load(file.toFile(), false)
                .output(Map.of(SameDiffExporter.INPUT, images), ClassificationHead.LOGITS)
                .get(ClassificationHead.LOGITS);
    }
}
