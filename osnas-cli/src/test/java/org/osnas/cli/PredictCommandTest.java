package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.cli.CommandRun.osnas;

import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Questions about image files to one network in all its forms; one run on reddish and bluish images is shared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictCommandTest {

    private static final int SIZE = 12;

    @TempDir
    static Path directory;

    private Path run;
    private Path red;
    private Path large;

    @BeforeAll
    void searchOnce() throws IOException {
        Path data = directory.resolve("photos");
        for (int i = 0; i < 30; i++) {
            image(data.resolve("bluish/" + i + ".png"), SIZE, 40, 190, i);
            image(data.resolve("reddish/" + i + ".png"), SIZE, 190, 40, 100 + i);
        }
        red = image(directory.resolve("red.png"), SIZE, 190, 40, 1000);
        large = image(directory.resolve("large.png"), 31, 190, 40, 1001);
        Path config = Files.writeString(
                directory.resolve("photos.yaml"),
                """
                space: mbconv-micro
                data: {name: image-folder, batch: 12, settings: {directory: %s, size: %d, augment: false}}
                supernet: {steps: 3, recalibration-batches: 2}
                search: {strategy: random, trials: 2}
                retrain: {steps: 30}
                """
                        .formatted(data, SIZE));
        run = directory.resolve("run");
        ok("search", "-c", config.toString(), "-o", run.toString());
        for (String file : new String[] {"net.onnx", "net.fb"}) {
            ok("export", run.toString(), "-o", directory.resolve(file).toString());
        }
        ok(
                "export",
                run.toString(),
                "--preprocess",
                "-o",
                directory.resolve("photos.onnx").toString());
        // From here on the run's folder and the exported files are all there is.
        Files.move(data, directory.resolve("gone"));
    }

    private static CommandRun ok(String... command) {
        CommandRun run = osnas(command);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static Path image(Path file, int size, int red, int blue, int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(
                        x,
                        y,
                        (red + random.nextInt(60)) << 16 | random.nextInt(256) << 8 | (blue + random.nextInt(60)));
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static Map<String, Double> probabilities(Path model, Path image) throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(ok("predict", model.toString(), image.toString(), "--json")
                        .out());
        Map<String, Double> probabilities = new LinkedHashMap<>();
        document.path("predictions")
                .get(0)
                .path("classes")
                .forEach(c -> probabilities.put(
                        c.path("name").asText(), c.path("probability").asDouble()));
        return probabilities;
    }

    private static void same(Map<String, ? extends Number> actual, Map<String, Double> expected, double most) {
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((name, value) ->
                assertThat(actual.get(name).doubleValue()).as(name).isCloseTo(value, within(most)));
    }

    @Test
    void allFormsOfANetworkSayTheSame() throws IOException {
        Map<String, Double> expected = probabilities(run, red);
        assertThat(expected.keySet().iterator().next())
                .as("the likeliest first")
                .isEqualTo("reddish");
        assertThat(expected.values().stream().mapToDouble(v -> v).sum()).isCloseTo(1, within(1e-6));
        for (String file : new String[] {"net.fb", "net.onnx", "photos.onnx"}) {
            same(probabilities(directory.resolve(file), red), expected, 1e-4);
        }
    }

    @Test
    void imagesOfOtherSizesAreResized() throws IOException {
        Map<String, Double> expected = probabilities(run, large);
        same(probabilities(directory.resolve("net.onnx"), large), expected, 1e-4);
    }

    @Test
    void aProgramWithNothingButTheRuntimeSaysTheSame() throws Exception {
        String model = directory.resolve("photos.onnx").toString();
        same(classified(model, red), probabilities(run, red), 1e-4);
        // Two ways to resize round some pixels otherwise.
        same(classified(model, large), probabilities(run, large), 2e-2);
    }

    /** What the program of {@code examples/onnx} says, in a process that has ONNX Runtime alone. */
    private static Map<String, Double> classified(String model, Path image) throws Exception {
        String runtime = Path.of(OrtSession.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        runtime,
                        "../examples/onnx/src/main/java/Classify.java",
                        model,
                        image.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        try (BufferedReader lines = program.inputReader()) {
            lines.lines()
                    .map(line -> line.split("\t"))
                    .forEach(cells -> probabilities.put(cells[0], Double.parseDouble(cells[1])));
        }
        assertThat(program.waitFor()).isZero();
        return probabilities;
    }

    @Test
    void wordsAreShortAndWhatCannotBeReadIsRefused() throws IOException {
        CommandRun words = ok("predict", run.toString(), red.toString(), large.toString(), "--top", "1");
        assertThat(words.out().lines()).hasSize(2).allMatch(line -> line.matches(".*png: reddish 0\\.\\d{4}"));
        refused("There is no image", run.toString(), "nothing.png");
        refused(
                "is none of the image formats",
                run.toString(),
                directory.resolve("photos.yaml").toString());
        refused("There is no", directory.resolve("nothing.onnx").toString(), red.toString());
        Path broken = Files.writeString(directory.resolve("broken.onnx"), "no model");
        refused("ONNX Runtime cannot load", broken.toString(), red.toString());
        Path lonely = Files.copy(directory.resolve("net.fb"), directory.resolve("lonely.fb"));
        refused("lonely.json", lonely.toString(), red.toString());
    }

    private static void refused(String message, String model, String image) {
        CommandRun refused = osnas("predict", model, image);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains(message);
    }
}
