package org.osnas.images.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.detection.BoxLabels;
import org.osnas.tck.task.DataflowContract;

/** Images with boxes whose decoded images are in a file. */
class CachedBoxesTest {

    private static final FileTime THEN = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private Path voc;
    private Path cache;

    @BeforeEach
    void writeImages() throws IOException {
        voc = different(BoxFiles.voc(directory.resolve("voc"), 12));
        cache = directory.resolve("cache");
    }

    /** Gives each image a stripe of its own. */
    private static Path different(Path folder) throws IOException {
        List<Path> images;
        try (Stream<Path> files = Files.walk(folder)) {
            images = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < images.size(); i++) {
            paint(images.get(i), 10 * i);
        }
        return folder;
    }

    private static void paint(Path file, int green) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        for (int x = 0; x < BoxFiles.WIDTH; x++) {
            image.setRGB(x, 0, green << 8);
        }
        ImageIO.write(image, "png", file.toFile());
        Files.setLastModifiedTime(file, THEN);
    }

    private static Dataflow open(DataflowProvider provider, Path at, Map<String, Object> more, long seed) {
        Map<String, Object> values =
                new HashMap<>(Map.of("directory", at.toString(), "size", 32, "prefetch", 0, "validation", 0.2));
        values.putAll(more);
        return provider.create(Settings.of("data.settings", values), 2, seed);
    }

    /** Inputs and labels of all splits and of some training steps. */
    private static List<INDArray> all(Dataflow opened) {
        List<INDArray> batches = new ArrayList<>();
        try (Dataflow data = opened) {
            for (Split split : Split.values()) {
                try (BatchStream stream = data.evaluation(split)) {
                    while (stream.hasNext()) {
                        add(stream, batches);
                    }
                }
            }
            try (BatchStream stream = data.training(3)) {
                for (int i = 0; i < 4; i++) {
                    add(stream, batches);
                }
            }
        }
        return batches;
    }

    private static void add(BatchStream stream, List<INDArray> batches) {
        try (Batch batch = stream.next()) {
            batches.add(batch.inputs().dup());
            batches.add(batch.labels().dup());
        }
    }

    private List<INDArray> plain() {
        return all(open(new VocProvider(), voc, Map.of(), 1));
    }

    private List<INDArray> cached() {
        return all(open(new VocProvider(), voc, Map.of("cache", cache.toString()), 1));
    }

    private Path image(int number) {
        return voc.resolve("JPEGImages/" + number + ".png");
    }

    /** Other content of the same length and time. */
    private static void overwrite(Path file) throws IOException {
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.setLastModifiedTime(file, THEN);
    }

    @Nested
    class Rules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            try {
                Path at = shared.resolve("voc");
                Map<String, Object> settings =
                        Map.of("cache", shared.resolve("cache").toString(), "prefetch", 3, "longest", 40);
                return open(new VocProvider(), Files.exists(at) ? at : different(BoxFiles.voc(at, 12)), settings, seed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void everyFormatGivesTheSameBitsWithACacheAndWithout() throws IOException {
        Map<String, Object> coco = Map.of("train", "instances.json", "train-images", "images");
        record Format(DataflowProvider provider, Path at, Map<String, Object> settings) {}
        for (Format format : List.of(
                new Format(new VocProvider(), voc, Map.of()),
                new Format(new CocoProvider(), different(BoxFiles.coco(directory.resolve("coco"), 10)), coco),
                new Format(new YoloProvider(), different(BoxFiles.yolo(directory.resolve("yolo"), 10)), Map.of()))) {
            for (int longest : new int[] {0, 50}) {
                Map<String, Object> settings = new HashMap<>(format.settings());
                settings.put("longest", longest);
                List<INDArray> plain = all(open(format.provider(), format.at(), settings, 1));
                settings.put(
                        "cache",
                        directory.resolve("of-" + format.provider().name()).toString());
                assertThat(all(open(format.provider(), format.at(), settings, 1)))
                        .isEqualTo(plain);
                assertThat(all(open(format.provider(), format.at(), settings, 1)))
                        .isEqualTo(plain);
            }
        }
    }

    /** What the cache knows is not opened, at the start or later. */
    @Test
    void knownFilesAreNotReadAgain() throws IOException {
        List<INDArray> before = plain();
        assertThat(cached()).isEqualTo(before);
        for (int i = 0; i < 12; i++) {
            overwrite(image(i));
        }
        assertThat(cached()).isEqualTo(before);
        assertThatThrownBy(this::plain).hasMessageContaining("12 of 12 image files cannot be read");
    }

    /** Behind a file that changed too. */
    @Test
    void onlyFilesThatChangedAreDecodedAgain() throws IOException {
        cached();
        paint(image(3), 200);
        Files.setLastModifiedTime(image(3), FileTime.fromMillis(THEN.toMillis() + 1000));
        List<INDArray> after = plain();
        for (int i = 0; i < 12; i++) {
            if (i != 3) {
                overwrite(image(i));
            }
        }
        assertThat(cached()).isEqualTo(after);
        assertThat(cached()).isEqualTo(after);
    }

    @Test
    void aDamagedCacheIsNotBelieved() throws IOException {
        List<INDArray> right = cached();
        byte[] whole = Files.readAllBytes(cache);
        for (int at = 3; at < whole.length; at += whole.length / 6) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(cache, damaged);
            assertThat(cached()).as("byte %d", at).isEqualTo(right);
            Files.write(cache, Arrays.copyOf(whole, at));
            assertThat(cached()).as("cut at %d", at).isEqualTo(right);
        }
    }

    @Test
    void brokenImagesAreKnownFromTheCacheToo() throws IOException {
        Files.write(image(5), Arrays.copyOf(Files.readAllBytes(image(5)), 60));
        assertThatThrownBy(this::cached).hasMessageContaining("5.png").hasMessageContaining("'broken' to 'skip'");
        assertThatThrownBy(this::cached).hasMessageContaining("5.png").hasMessageContaining("'broken' to 'skip'");
        Map<String, Object> settings = Map.of("cache", cache.toString(), "broken", "skip");
        assertThat(all(open(new VocProvider(), voc, settings, 1)))
                .isEqualTo(all(open(new VocProvider(), voc, Map.of("broken", "skip"), 1)));
        try (Dataflow data = open(new VocProvider(), voc, settings, 1);
                Dataflow plain = open(new VocProvider(), voc, Map.of("broken", "skip"), 1)) {
            assertThat(((Summarized) data).summary()).isEqualTo(((Summarized) plain).summary());
        }
    }

    /** The red box is where it is, and sizes count in pixels of the file. */
    @Test
    void boxesFollowImagesThatAreMadeSmaller() {
        Map<String, Object> settings = Map.of("longest", 30, "size", 64, "cache", cache.toString());
        try (Dataflow data = open(new VocProvider(), voc, settings, 1);
                BatchStream stream = data.evaluation(Split.TEST);
                Batch batch = stream.next()) {
            BoxLabels.Image image = BoxLabels.read(batch.labels()).get(0);
            assertThat(image.scale()).isEqualTo(60 * 40 / 4096.0, within(1e-6));
            assertThat(image.boxes().get(0).box().left()).isEqualTo(10 * 64 / 60.0, within(1e-4));
            assertThat(image.boxes().get(0).box().bottom()).isEqualTo(24 * 64 / 40.0, within(1e-4));
            assertThat(image.boxes().get(0).area()).isEqualTo(20 * 16.0, within(1e-3));
            assertThat(batch.inputs().getDouble(0, 25, 21, 0)).isEqualTo((1 - 0.485) / 0.229, within(1e-3));
        }
    }
}
