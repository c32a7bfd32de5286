package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Red stays red: a network that learned from a red, a green and a blue picture, of ImageMagick, knows them again in all
 * the ways out. Were red and blue exchanged anywhere behind the training, it would take one for the other.
 */
class ColourOrderTest {

    private static final List<String> COLOURS = List.of("red", "lime", "blue");

    @TempDir
    Path folder;

    private Path copy(String picture, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream in = ColourOrderTest.class.getResourceAsStream("colours/" + picture)) {
            Files.copy(Objects.requireNonNull(in), to);
        }
        return to;
    }

    @Test
    void aRedAGreenAndABluePictureAreKnownInAllForms() throws IOException {
        for (String colour : COLOURS) {
            for (int i = 0; i < 20; i++) {
                copy(colour + ".png", folder.resolve("data/" + colour + "/" + i + ".png"));
            }
        }
        Path config = Files.writeString(
                folder.resolve("colours.yaml"),
                """
                space: mbconv-micro
                data: {name: image-folder, batch: 12, settings: {directory: %s, size: 12, augment: false}}
                supernet: {steps: 3, recalibration-batches: 2}
                search: {strategy: random, trials: 2}
                retrain: {steps: 40}
                """
                        .formatted(folder.resolve("data")));
        String run = folder.resolve("run").toString();
        ok("search", "-c", config.toString(), "-o", run);
        ok("export", run, "-o", folder.resolve("net.onnx").toString());
        ok("export", run, "--preprocess", "-o", folder.resolve("photos.onnx").toString());
        for (String model : List.of(
                run,
                folder.resolve("net.onnx").toString(),
                folder.resolve("photos.onnx").toString())) {
            for (String colour : COLOURS) {
                for (String ending : List.of(".png", ".jpg")) {
                    Path picture = folder.resolve(colour + ending);
                    if (!Files.exists(picture)) {
                        copy(colour + ending, picture);
                    }
                    JsonNode found = new ObjectMapper()
                            .readTree(ok("predict", model, picture.toString(), "--json")
                                    .out());
                    assertThat(found.at("/predictions/0/classes/0/name").asText())
                            .as("%s by %s", picture, model)
                            .isEqualTo(colour);
                }
            }
        }
    }

    private static CommandRun ok(String... command) {
        CommandRun run = osnas(command);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }
}
