package org.osnas.images.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.tck.task.DataflowContract;

/** Identities of folders, alphabets and lists of pairs. */
class IdentityFolderTest implements DataflowContract {

    private static final List<String> NAMES = List.of("Ada", "Bob", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal");

    @TempDir
    Path folder;

    /** Image n of a person is as bright as the person and the number say. */
    @BeforeEach
    void writeImages() throws IOException {
        for (int person = 0; person < NAMES.size(); person++) {
            for (int n = 1; n <= 5; n++) {
                String name = NAMES.get(person);
                write(folder.resolve("%s/%s_%04d.png".formatted(name, name, n)), 10 * person + n);
            }
        }
    }

    private static void write(Path file, int grey) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 36; i++) {
            image.setRGB(i % 6, i / 6, 0x10101 * grey);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private Dataflow open(DataflowProvider provider, Path directory, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("directory", directory.toString(), "augment", false));
        settings.putAll(more);
        return provider.create(Settings.of("data.settings", settings), 8, 1);
    }

    @Override
    public Dataflow dataflow(long seed) {
        Map<String, Object> settings =
                Map.of("directory", folder.toString(), "channels", 1, "test", 0.25, "validation", 0.25);
        return new IdentityFolderProvider().create(Settings.of("data.settings", settings), 4, seed);
    }

    @Test
    void theyAreFoundByTheirNames() {
        assertThat(ServiceLoader.load(DataflowProvider.class).stream()
                        .map(provider -> provider.get().name()))
                .contains("identity-folder", "omniglot");
    }

    @Test
    void identitiesAreHeldOutByNameOrShare() {
        Map<String, Object> names =
                Map.of("validation-identities", List.of("Bob", "Eve"), "test-identities", List.of("Ada", "Hal"));
        try (Dataflow data = open(new IdentityFolderProvider(), folder, names)) {
            assertThat(data.description().names()).containsExactly("Cleo", "Dan", "Fay", "Gus");
            assertThat(data.size(Split.TRAIN)).isEqualTo(20);
            assertThat(data.input()).isEqualTo(new Shape(6, 6, 3));
        }
        Map<String, Object> turns = Map.of("turns", true, "channels", 1, "test", 0.25, "validation", 0.25);
        try (Dataflow data = open(new IdentityFolderProvider(), folder, turns)) {
            assertThat(data.classes()).isEqualTo(16);
            assertThat(data.size(Split.TEST)).isEqualTo(40);
        }
    }

    @Test
    void aCacheChangesNoBit(@TempDir Path elsewhere) {
        Map<String, Object> plain =
                Map.of("turns", true, "channels", 1, "test", 0.25, "validation", 0.25, "augment", true);
        Map<String, Object> cached = new HashMap<>(plain);
        cached.put("cache", elsewhere.resolve("cache").toString());
        List<INDArray> held = inputs(plain);
        assertThat(inputs(cached)).isEqualTo(held);
        assertThat(inputs(cached)).isEqualTo(held);
    }

    private List<INDArray> inputs(Map<String, Object> settings) {
        List<INDArray> inputs = new ArrayList<>();
        try (Dataflow data = open(new IdentityFolderProvider(), folder, settings);
                Dataflow.BatchStream training = data.training(2);
                Dataflow.BatchStream test = data.evaluation(Split.TEST)) {
            for (Dataflow.BatchStream stream : List.of(training, training, test, test)) {
                try (Batch batch = stream.next()) {
                    inputs.add(batch.inputs().dup());
                }
            }
        }
        return inputs;
    }

    @Test
    void pairsOfAFileAreTheTest() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "Bob\t2\t5\nAda 1 Hal 3\n\nAda\t4\tBob\t1\n");
        Map<String, Object> settings = Map.of("pairs", pairs.toString(), "validation", 0.4, "channels", 1);
        try (Dataflow data = open(new IdentityFolderProvider(), folder, settings);
                Dataflow.BatchStream test = data.evaluation(Split.TEST);
                Batch batch = test.next()) {
            assertThat(data.description().names())
                    .doesNotContain("Ada", "Bob", "Hal")
                    .hasSize(3);
            assertThat(batch.size()).isEqualTo(6);
            // Numbers of the identities Ada, Bob, Hal, and of the pairs.
            assertThat(batch.labels().dup().data().asFloat()).containsExactly(1, 0, 1, 0, 0, 1, 2, 1, 0, 2, 1, 2);
            float[] values = batch.inputs().dup().data().asFloat();
            assertThat(values[0]).as("Bob 2").isLessThan(values[36]);
            assertThat(values[2 * 36]).as("Ada 1").isLessThan(values[3 * 36]);
        }
    }

    /** As LFW has it, by tabs, and with names as people have them; written on Windows. */
    @Test
    void namesInPairsMayHoldUnderscoresAndSpaces() throws IOException {
        for (String name : List.of("Anna Maria", "jean_luc_2", "Zoë 9")) {
            for (int i = 1; i <= 2; i++) {
                write(folder.resolve("%s/%s_000%d.png".formatted(name, name, i)), 10 * i);
            }
        }
        String text =
                "1\t2\r\nAnna Maria\t1\t2\r\njean_luc_2\t1\t2\r\nZoë 9\t2\tjean_luc_2\t1\r\nAnna Maria\t2\tZoë 9\t1\r\n";
        Path pairs = folder.resolve("pairs.txt");
        Files.writeString(pairs, "\uFEFF" + text, java.nio.charset.StandardCharsets.UTF_16BE);
        Map<String, Object> settings = Map.of("pairs", pairs.toString(), "validation", 0.4, "channels", 1);
        try (Dataflow data = open(new IdentityFolderProvider(), folder, settings);
                Dataflow.BatchStream test = data.evaluation(Split.TEST);
                Batch batch = test.next()) {
            assertThat(batch.size()).isEqualTo(8);
            assertThat(batch.labels().dup().data().asFloat())
                    .containsExactly(0, 0, 0, 0, 2, 1, 2, 1, 1, 2, 2, 2, 0, 3, 1, 3);
        }
    }

    @Test
    void whatIsWrongInPairsIsNamed() throws IOException {
        Path pairs = folder.resolve("pairs.txt");
        Map<String, Object> settings = Map.of("pairs", pairs.toString(), "validation", 0.4);
        assertRefused(settings, "pairs.txt does not exist");
        Files.writeString(pairs, "10 300\nAda 1\n");
        assertRefused(settings, "line 2 has 2 fields: 'Ada 1'. A pair is NAME N M");
        Files.writeString(pairs, "10 300\nAda 1 two\n");
        assertRefused(settings, "line 2: 'two' is not the number of an image of Ada");
        Files.writeString(pairs, "10 300\n");
        assertRefused(settings, "has no pair behind its first line");
        Files.writeString(pairs, "Ada 1 9\n");
        assertRefused(settings, "names 1 image that is not there: Ada/Ada_0009. Put it there");
        Files.writeString(pairs, "Ada 1 9\nAda 1 Bob 8\nBob 8 9\n");
        assertRefused(settings, "names 3 images that are not there: Ada/Ada_0009, Bob/Bob_0008, Bob/Bob_0009");
        Files.writeString(pairs, "Ada 1 -2\n");
        assertRefused(settings, "line 1: '-2' is not the number of an image of Ada");
        Files.writeString(pairs, "Ada 1 99999999999\n");
        assertRefused(settings, "line 1: '99999999999' is not the number of an image of Ada");
        Files.writeString(pairs, "10 300\nAda 1 2\nAda 1 Bob 2\n");
        assertRefused(settings, "has 2 pairs, but its first line, '10 300', says 6000");
        Files.writeString(pairs, "Anna Maria 1 Bob 2\n");
        assertRefused(
                settings,
                "line 1 has 5 fields: 'Anna Maria 1 Bob 2'. A pair is NAME N M, or NAME N OTHER M; separate them by tabs");
    }

    private void assertRefused(Map<String, Object> settings, String message) {
        assertThatThrownBy(() -> open(new IdentityFolderProvider(), folder, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void alphabetsAreFoldersOfIdentities() throws IOException {
        Path alphabets = folder.resolve("omniglot");
        for (String alphabet : List.of("Greek", "Latin", "Korean")) {
            for (int c = 1; c <= 3; c++) {
                for (int drawing = 1; drawing <= 3; drawing++) {
                    write(
                            alphabets.resolve("%s/character0%d/%d.png".formatted(alphabet, c, drawing)),
                            50 * c + drawing);
                }
            }
        }
        Map<String, Object> settings =
                Map.of("validation-identities", List.of("Latin"), "test-identities", List.of("Korean"));
        try (Dataflow data = open(new OmniglotProvider(), alphabets, settings)) {
            assertThat(data.input()).isEqualTo(new Shape(28, 28, 1));
            assertThat(data.classes()).isEqualTo(12);
            assertThat(data.description().names()).contains("Greek/character01", "Greek/character03 turned 180");
            assertThat(data.size(Split.TEST)).isEqualTo(36);
        }
        assertThatThrownBy(() -> open(new OmniglotProvider(), folder.resolve("Ada"), Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no folder with images");
    }

    /** {@code -Dosnas.omniglot=FOLDER}: what its authors publish as images_background_small1. */
    @Test
    @EnabledIfSystemProperty(named = "osnas.omniglot", matches = ".+")
    void thePublishedDrawingsAreRead() {
        try (Dataflow data = open(new OmniglotProvider(), Path.of(System.getProperty("osnas.omniglot")), Map.of())) {
            assertThat(data.size(Split.TRAIN) + data.size(Split.VALIDATION) + data.size(Split.TEST))
                    .isEqualTo(136 * 20 * 4);
            assertThat(data.classes()).isEqualTo(68 * 4);
        }
    }
}
