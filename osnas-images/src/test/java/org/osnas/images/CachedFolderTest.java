package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.tck.task.DataflowContract;

/** A folder of images whose decoded images are in a file. */
class CachedFolderTest {

    private static final FileTime THEN = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private Path images;
    private Path cache;

    @BeforeEach
    void writeImages() throws IOException {
        images = folder(directory.resolve("images"));
        cache = directory.resolve("cache");
    }

    private static Path folder(Path at) throws IOException {
        for (int i = 0; i < 40; i++) {
            Path file = at.resolve(i % 2 == 0 ? "a" : "b").resolve(String.format("%02d.png", i));
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                write(file, 6 * i);
            }
        }
        return at;
    }

    private static void write(Path file, int grey) throws IOException {
        BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 48; i++) {
            image.setRGB(i % 8, i / 8, grey << 16 | i << 8 | 255 - grey);
        }
        ImageIO.write(image, "png", file.toFile());
        Files.setLastModifiedTime(file, THEN);
    }

    private static Dataflow open(Path images, Map<String, Object> more, long seed) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("directory", images.toString(), "size", 4, "augment", false, "prefetch", 0));
        settings.putAll(more);
        return new ImageFolderProvider().create(Settings.of("data.settings", settings), 4, seed);
    }

    /** The images of all splits. */
    private INDArray all(Map<String, Object> more) {
        List<INDArray> batches = new ArrayList<>();
        try (Dataflow data = open(images, more, 1)) {
            for (Split split : Split.values()) {
                try (BatchStream stream = data.evaluation(split)) {
                    while (stream.hasNext()) {
                        try (Batch batch = stream.next()) {
                            batches.add(batch.inputs().dup());
                        }
                    }
                }
            }
        }
        return Nd4j.concat(0, batches.toArray(INDArray[]::new));
    }

    private INDArray cached() {
        return all(Map.of("cache", cache.toString()));
    }

    @Nested
    class Rules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            try {
                return open(
                        folder(shared.resolve("images")),
                        Map.of("cache", shared.resolve("cache").toString(), "augment", true),
                        seed);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void imagesAreThoseThatAreHeldInMemory() {
        INDArray held = all(Map.of());
        assertThat(cached()).isEqualTo(held);
        assertThat(cache).isRegularFile();
        assertThat(cached()).isEqualTo(held);
        try (Dataflow data = open(images, Map.of("cache", cache.toString()), 1);
                Dataflow plain = open(images, Map.of(), 1)) {
            assertThat(((Summarized) data).summary()).isEqualTo(((Summarized) plain).summary());
        }
    }

    /** An image of other content, but of the same size and time, is not looked at again; with another time it is. */
    @Test
    void onlyFilesThatChangedAreDecodedAgain() throws IOException {
        INDArray before = cached();
        Path changed = images.resolve("a").resolve("04.png");
        byte[] old = Files.readAllBytes(changed);
        byte[] zeros = new byte[old.length];
        Files.write(changed, zeros);
        Files.setLastModifiedTime(changed, THEN);
        assertThat(cached()).isEqualTo(before);

        Files.write(changed, Files.readAllBytes(images.resolve("a").resolve("06.png")));
        INDArray after = cached();
        assertThat(after).isNotEqualTo(before).isEqualTo(all(Map.of()));
        Files.delete(images.resolve("b").resolve("39.png"));
        assertThat(cached()).isEqualTo(all(Map.of()));
    }

    /** Also behind files that are new, changed or gone. */
    @Test
    void whatTheCacheKnowsIsCopied() throws IOException {
        cached();
        write(images.resolve("a").resolve("00.png"), 200);
        Files.setLastModifiedTime(images.resolve("a").resolve("00.png"), FileTime.fromMillis(THEN.toMillis() + 1000));
        write(images.resolve("a").resolve("03.png"), 100);
        Files.delete(images.resolve("b").resolve("05.png"));
        INDArray right = all(Map.of());
        for (int i = 6; i < 40; i++) {
            Path file = images.resolve(i % 2 == 0 ? "a" : "b").resolve(String.format("%02d.png", i));
            Files.write(file, new byte[(int) Files.size(file)]);
            Files.setLastModifiedTime(file, THEN);
        }
        assertThat(cached()).isEqualTo(right);
        assertThat(cached()).isEqualTo(right);
    }

    /** A process that was killed leaves a part, which nobody holds; a part that is being written stays. */
    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path left = Files.write(directory.resolve("cache12.part"), new byte[9]);
        Path written = Files.write(directory.resolve("cache34.part"), new byte[9]);
        Path other = Files.write(directory.resolve("cache-of-others5.part"), new byte[9]);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            cached();
        }
        assertThat(left).doesNotExist();
        assertThat(written).exists();
        assertThat(other).exists();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).containsOnly(written, other);
        }
    }

    @Test
    void otherSettingsMakeAnotherCache() {
        cached();
        assertThat(all(Map.of("cache", cache.toString(), "size", 5))).isEqualTo(all(Map.of("size", 5)));
        assertThat(all(Map.of("cache", cache.toString(), "channels", 1))).isEqualTo(all(Map.of("channels", 1)));
    }

    /** Wherever a byte is wrong, and wherever the file ends, the images are right. */
    @Test
    void aDamagedCacheIsNotBelieved() throws IOException {
        INDArray right = cached();
        byte[] whole = Files.readAllBytes(cache);
        for (int at = 3; at < whole.length; at += whole.length / 12) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(cache, damaged);
            assertThat(cached()).as("byte %d", at).isEqualTo(right);
            Files.write(cache, java.util.Arrays.copyOf(whole, at));
            assertThat(cached()).as("cut at %d", at).isEqualTo(right);
        }
    }

    @Test
    void brokenImagesAreKnownFromTheCacheToo() throws IOException {
        Path broken = images.resolve("a").resolve("08.png");
        Files.write(broken, java.util.Arrays.copyOf(Files.readAllBytes(broken), 40));
        Map<String, Object> settings = Map.of("cache", cache.toString(), "broken", "skip");
        INDArray held = all(Map.of("broken", "skip"));
        assertThat(all(settings)).isEqualTo(held);
        assertThat(all(settings)).isEqualTo(held);
        try (Dataflow data = open(images, settings, 1);
                Dataflow plain = open(images, Map.of("broken", "skip"), 1)) {
            assertThat(((Summarized) data).summary()).isEqualTo(((Summarized) plain).summary());
        }
    }
}
