package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main agent finds a detector without a line of its own for detection. */
class DetectionRunTest {

    private static final String CONFIG =
            """
            seed: 2
            space: mbconv-micro
            task: %s
            data: {name: fashion-scenes, batch: 4, settings: {size: 32, scenes: 40, validation: 8, test: 8, clutter: 2}}
            supernet: {strategy: %s, steps: 6, recalibration-batches: 1, held-out: 0.2}
            search: {strategy: random, trials: 3, batch: 2}
            retrain: {steps: 4}
            checkpoint: {every-steps: 2}
            """;

    @TempDir
    Path directory;

    private Path config(String task, String strategy) throws IOException {
        return Files.writeString(directory.resolve(strategy + ".yaml"), CONFIG.formatted(task, strategy));
    }

    @Test
    void aRunThatIsStoppedEndsWithTheSameBits() throws IOException {
        Path config = config("{name: object-detection, settings: {width: 8}}", "uniform");
        Path whole = directory.resolve("whole");
        CommandRun run = osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(whole.resolve("config.yaml"))).contains("center-loss");

        InterruptedRun.requireTheSame(config, whole, directory.resolve("stopped"), "network.fb", "exhibits.json");
        requireMetrics(run.out(), InterruptedRun.result(whole));
        requireReport(whole);
        requirePrediction(whole);
    }

    private static void requireMetrics(String out, JsonNode result) {
        JsonNode test = result.get("metrics").get("test");
        assertThat(result.get("test_score")).isEqualTo(test.get("ap"));
        assertThat(result.get("validation_score"))
                .isEqualTo(result.get("metrics").get("validation").get("ap"));
        assertThat(result.get("score_name").asText()).isEqualTo("average precision");
        assertThat(result.has("test_accuracy")).isFalse();
        assertThat(test.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("ap50", "ap75", "ap_small", "ar100");
        assertThat(out).contains("average precision").contains("ap50 ").doesNotContain("accuracy ");
    }

    /** Images with their labels and detections, and the curves, are on the page. */
    private static void requireReport(Path folder) throws IOException {
        JsonNode exhibits = new ObjectMapper()
                .readTree(folder.resolve("exhibits.json").toFile())
                .get("exhibits");
        assertThat(exhibits.get(0).get("pictures")).hasSize(8);
        assertThat(exhibits.get(1).get("lines").get(0).get("points")).hasSize(101);
        JsonNode picture = exhibits.get(0).get("pictures").get(0);
        java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(
                java.util.Base64.getDecoder().decode(picture.get("png").asText())));
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(picture.get("frames").get(0).get("truth").asBoolean()).isTrue();
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains(
                        "test average precision",
                        "<th class=\"n\">ap75</th>",
                        "class=\"truth\"",
                        "Precision by recall");
        assertThat(page.split("<svg", -1)).hasSize(9);
    }

    @Test
    void anotherHeadIsAnotherTask() throws IOException {
        Path folder = directory.resolve("ssd");
        CommandRun run =
                osnas("search", "-c", config("object-detection-ssd", "uniform").toString(), "-o", folder.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("config.yaml"))).contains("ssd-loss");
        assertThat(InterruptedRun.result(folder).get("metrics").get("test").has("ap50"))
                .isTrue();
        run = osnas("evaluate", folder.toString(), "--arch", "0,0,0,0,0");
        assertThat(run.status()).as(run.err()).isZero();
        Path onnx = directory.resolve("ssd.onnx");
        run = osnas("export", folder.toString(), "-o", onnx.toString());
        assertThat(run.status()).as(run.err()).isZero();
        requirePrediction(onnx);
    }

    /** Boxes of a network are within the image that it is asked about, and drawn on a copy of it. */
    private void requirePrediction(Path model) throws IOException {
        java.awt.image.BufferedImage grey =
                new java.awt.image.BufferedImage(50, 40, java.awt.image.BufferedImage.TYPE_INT_RGB);
        Path image = directory.resolve("scene.bmp");
        javax.imageio.ImageIO.write(grey, "bmp", image.toFile());
        Path drawn = directory.resolve("drawn");
        CommandRun run = osnas(
                "predict", model.toString(), image.toString(), "--top", "4", "--json", "--draw", drawn.toString());
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode prediction =
                new ObjectMapper().readTree(run.out()).get("predictions").get(0);
        assertThat(prediction.get("objects")).hasSize(4);
        for (JsonNode object : prediction.get("objects")) {
            assertThat(object.get("left").asDouble() + object.get("width").asDouble())
                    .isBetween(0.0, 50.001);
            assertThat(object.get("top").asDouble() + object.get("height").asDouble())
                    .isBetween(0.0, 40.001);
        }
        java.awt.image.BufferedImage copy =
                javax.imageio.ImageIO.read(drawn.resolve("scene.png").toFile());
        assertThat(copy.getWidth()).isEqualTo(50);
        int coloured = 0;
        for (int i = 0; i < 2000; i++) {
            coloured += (copy.getRGB(i % 50, i / 50) & 0xffffff) != 0 ? 1 : 0;
        }
        assertThat(coloured).isGreaterThan(50);
    }

    @Test
    void mixturesLearnFromHeldOutScenes() throws IOException {
        CommandRun run = osnas(
                "search",
                "-c",
                config("{name: object-detection, settings: {width: 8}}", "differentiable")
                        .toString(),
                "-o",
                directory.resolve("learnt").toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void whatTheTaskCannotDoIsRefusedWithTheReason() throws IOException {
        String early = config("object-detection", "uniform").toString();
        CommandRun run =
                osnas("search", "-c", early, "--set", "search.early-stop={}", "-o", "" + directory.resolve("e"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Early stop needs a task whose score is the mean");
        run = osnas("search", "-c", early, "--set", "task.criterion=cross-entropy", "-o", "" + directory.resolve("c"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("heatmap");
        run = osnas("search", "-c", early, "--set", "task=image-classification", "-o", "" + directory.resolve("i"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Classification needs a class for each example");
        run = osnas("search", "-c", early, "--set", "data=fashion-mnist-subset", "-o", "" + directory.resolve("d"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("Object detection needs boxes, but the labels of this data set are of the kind CLASS");
        assertThat(List.of("e", "i", "d")).noneMatch(name -> Files.exists(directory.resolve(name)));
    }
}
