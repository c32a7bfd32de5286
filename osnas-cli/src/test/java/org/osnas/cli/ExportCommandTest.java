package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.api.cost.Conditions;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.Shape;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.deploy.Deployed;
import org.osnas.core.internal.deploy.DeployedLog;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.onnx.OnnxRuntimeNetwork;

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
        assertThat(command.out()).contains("2,2,2,2,2, retrained, trained for 16 steps");
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
    void anOnnxFileGivesWhatTheNetworkGivesAndSaysWhatItNeeds() throws IOException {
        Path file = directory.resolve("best.onnx");

        CommandRun command = osnas("export", run.toString(), "-o", file.toString());

        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains("[batch, channels, height, width]");
        INDArray ours = logits(run.resolve("network.fb"));
        try (OnnxRuntimeNetwork model = OnnxRuntimeNetwork.load(Files.readAllBytes(file), 1)) {
            // One channel: both layouts are the same numbers.
            float[] theirs = model.run(
                            new OnnxRuntimeNetwork.Tensor(images().data().asFloat(), 2, 1, 12, 12))
                    .get(ClassificationHead.LOGITS)
                    .values();
            assertThat(theirs).containsExactly(ours.dup('c').data().asFloat(), within(1e-4f));
            NetworkInfo info = NetworkInfo.read("metadata", NetworkInfo.json(model.metadata()));
            assertThat(info.data().names()).hasSize(10);
            assertThat(info.data().input()).isEqualTo(new Shape(12, 12, 1));
            assertThat(info.steps()).isEqualTo(4);
            assertThat(info.costs()).containsKey("macs");
        }
    }

    @Test
    void aGraphForDeeplearning4jGivesTheSameProbabilities() throws IOException {
        Path file = directory.resolve("best.zip");
        CommandRun command = osnas("export", run.toString(), "--format", "dl4j", "-o", file.toString());
        assertThat(command.status()).as(command.err()).isZero();
        assertThat(directory.resolve("best.json")).exists();

        ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile());
        INDArray theirs = graph.outputSingle(images().permute(0, 3, 1, 2).dup('c'));
        INDArray ours = Transforms.softmax(logits(run.resolve("network.fb")).dup());
        assertThat(theirs.sub(ours).amaxNumber().doubleValue()).isLessThan(1e-5);
        assertThat(noted(file).format()).isEqualTo("dl4j");
    }

    private Deployed noted(Path file) throws IOException {
        try (RunFolder folder = RunFolder.read(run)) {
            return DeployedLog.of(folder).latest().stream()
                    .filter(entry -> entry.file().equals(file.toAbsolutePath().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theFolderKeepsWhatLeftItHowGoodItIsAndHowFast() throws IOException {
        Path file = directory.resolve("noted.onnx");
        osnas("export", run.toString(), "-o", file.toString());
        osnas("export", run.toString(), "-o", file.toString());

        Deployed noted = noted(file);
        assertThat(noted.format()).isEqualTo("onnx");
        assertThat(noted.bits()).isEqualTo(32);
        assertThat(noted.score()).isEqualTo("accuracy");
        assertThat(noted.steps()).isEqualTo(4);
        assertThat(noted.figures().bytes()).isEqualTo(Files.size(file));
        assertThat(noted.figures().test())
                .hasValue(new ObjectMapper()
                        .readTree(run.resolve("result.json").toFile())
                        .path("test_score")
                        .asDouble());
        assertThat(noted.figures().latency()).singleElement().satisfies(latency -> {
            assertThat(latency.conditions()).isEqualTo(new Conditions(1, 1).on("onnxruntime"));
            assertThat(latency.measured()).isPositive();
            assertThat(latency.predicted())
                    .as("the run has no table of latency")
                    .isEmpty();
        });
    }

    @Test
    void besideASameDiffFileStandsWhatItNeeds() throws IOException {
        Path file = directory.resolve("with.fb");
        osnas("export", run.toString(), "-o", file.toString());

        NetworkInfo info = NetworkInfo.read(
                "with.json",
                new ObjectMapper().readTree(directory.resolve("with.json").toFile()));

        assertThat(info.outputs()).containsEntry(ClassificationHead.LOGITS, new Shape(1, 1, 10));
        assertThat(info.weights()).isEqualTo(WeightOrigin.RETRAINED);
    }

    @Test
    void inEightBitsItIsComparedWithFloats() throws IOException {
        Path file = directory.resolve("int8.onnx");

        CommandRun command =
                osnas("export", run.toString(), "--int8", "--calibration", "percentile", "-o", file.toString());

        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out())
                .containsPattern("float  accuracy 0\\.\\d{4} on")
                .containsPattern("int8   accuracy 0\\.");
        assertThat(Files.size(file)).isLessThan(Files.size(run.resolve("network.fb")));
        Deployed noted = noted(file);
        assertThat(noted.bits()).isEqualTo(8);
        assertThat(noted.figures().bytes()).isEqualTo(Files.size(file));
        assertThat(noted.figures().test()).isPresent();
        assertThat(noted.floats().orElseThrow().test()).isPresent();
        assertThat(noted.floats().orElseThrow().latency()).hasSize(1);
        refused("x.onnx", "--int8 goes with neither", "--int8", "--preprocess");
        refused("x.onnx", "min-max or percentile", "--int8", "--calibration", "entropy");
        refused("x.fb", "call the file x.onnx", "--int8");
    }

    @Test
    void nothingButTheFolderIsNeededWhereverItIs() throws IOException {
        Path moved = directory.resolve("moved");
        Path data = directory.resolve("data");
        Path hidden = directory.resolve("hidden");
        Files.move(run, moved);
        Files.move(data, hidden);
        try {
            CommandRun command = osnas(
                    "export",
                    moved.toString(),
                    "-o",
                    directory.resolve("elsewhere.onnx").toString());
            assertThat(command.status()).as(command.err()).isZero();
        } finally {
            Files.move(moved, run);
            Files.move(hidden, data);
        }
    }

    @Test
    void unknownFormatsFoldersAndEndingsThatDoNotFitAreRefused() {
        refused("x.fb", "Unknown format 'tflite'", "--format", "tflite");
        refused("x.fb", "call it x.onnx", "--format", "onnx");
        refused("x.onnx", "call it x.fb", "--format", "samediff");
        refused("x.onnx", "call it x.zip", "--format", "dl4j");
        refused("x.pb", ".fb (samediff) or .onnx (onnx) or .zip (dl4j)");
        refused(directory.toString(), directory + " is a folder");
    }

    private void refused(String file, String message, String... options) {
        List<String> command = new ArrayList<>(List.of("export", run.toString(), "-o", file));
        command.addAll(List.of(options));
        CommandRun refused = osnas(command.toArray(String[]::new));
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains(message);
    }

    private static INDArray images() {
        return Nd4j.linspace(DataType.FLOAT, 0, 1e-3, 2L * 12 * 12).reshape(2, 12, 12, 1);
    }

    private static INDArray logits(Path file) {
        return SameDiff.load(file.toFile(), false)
                .output(Map.of(SameDiffExporter.INPUT, images()), ClassificationHead.LOGITS)
                .get(ClassificationHead.LOGITS);
    }
}
