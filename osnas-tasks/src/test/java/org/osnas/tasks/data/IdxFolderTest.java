package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class IdxFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        SampleArrays.idxFolder(folder);
    }

    @Test
    void readsPixelsAndLabels() {
        ImageData data = IdxFolder.read(folder, 0);
        assertThat(data.train().shape()).isEqualTo(new Shape(3, 5, 1));
        assertThat(data.train().size()).isEqualTo(7);
        assertThat(data.test().size()).isEqualTo(4);
        assertThat(data.train().labels().names()).containsExactly("0", "1", "2");
        assertThat(data.train().labels().stratum(5)).isEqualTo(2);
        assertThat(data.train().pixels(6)).startsWith(6, 7, 8).endsWith(20).hasSize(15);
    }

    @Test
    void readsPlainFilesAndOtherNames() throws IOException {
        Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
        Files.write(folder.resolve("train-images.idx3-ubyte"), SampleArrays.bytes("small-train-images-idx3-ubyte"));
        Files.move(folder.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("emnist-test-images-idx3-ubyte.gz"));
        assertThat(IdxFolder.read(folder, 3).train().pixels(6)).startsWith(6, 7, 8);
    }

    @Test
    void prefersTheUnpackedCopy() throws IOException {
        byte[] images = SampleArrays.bytes("small-train-images-idx3-ubyte");
        images[16] = 99;
        Files.write(folder.resolve("train-images-idx3-ubyte"), images);
        assertThat(IdxFolder.read(folder, 3).train().pixels(0)).startsWith(99, 1);
    }

    @Test
    void refusesTwoCandidates() throws IOException {
        Files.write(folder.resolve("digits-train-images"), SampleArrays.bytes("small-train-images-idx3-ubyte"));
        refused("several files named like train-images", "digits-train-images", "Keep one");
    }

    @Test
    void refusesCorruptMagic() throws IOException {
        byte[] images = SampleArrays.bytes("small-train-images-idx3-ubyte");
        images[2] = 13;
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), SmallFiles.gzip(images));
        refused("train-images-idx3-ubyte.gz: image 0 has the value", "whole number from 0 to 255");
        images[2] = 7;
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), SmallFiles.gzip(images));
        refused("train-images-idx3-ubyte.gz", "0x00000703", "0x00000803");
    }

    @Test
    void refusesAPageInPlaceOfAFile() throws IOException {
        Files.writeString(folder.resolve("t10k-labels-idx1-ubyte.gz"), "<!DOCTYPE html><html>404</html>");
        refused("t10k-labels-idx1-ubyte.gz is a page of a web server, not an idx file. Fetch it again");
    }

    @Test
    void refusesLabelsInPlaceOfImages() throws IOException {
        Files.write(
                folder.resolve("t10k-images-idx3-ubyte.gz"),
                SmallFiles.gzip(SampleArrays.bytes("small-t10k-labels-idx1-ubyte")));
        refused("t10k-images-idx3-ubyte.gz", "0x00000801", "0x00000803");
    }

    @Test
    void refusesTruncatedGzip() throws IOException {
        Path file = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        refused("train-images-idx3-ubyte.gz", "truncated");
    }

    @Test
    void refusesTruncatedGzipTrailer() throws IOException {
        Path file = folder.resolve("train-labels-idx1-ubyte.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
        refused("train-labels-idx1-ubyte.gz", "truncated");
    }

    @Test
    void refusesDamagedGzip() throws IOException {
        Path file = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 0x55;
        Files.write(file, bytes);
        refused("train-images-idx3-ubyte.gz", "not a valid gzip file");
    }

    /** Some browsers unpack a file and leave its name. */
    @Test
    void readsWhatIsNotGzipThoughItIsCalledSo() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), SampleArrays.bytes("small-train-images-idx3-ubyte"));
        assertThat(IdxFolder.read(folder, 3).train().pixels(6)).startsWith(6, 7, 8);
    }

    @Test
    void refusesTruncatedPlainFile() throws IOException {
        Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
        Files.write(
                folder.resolve("train-labels"), Arrays.copyOf(SampleArrays.bytes("small-train-labels-idx1-ubyte"), 12));
        refused("train-labels", "truncated");
    }

    @Test
    void refusesTrailingBytes() throws IOException {
        byte[] images = SampleArrays.bytes("small-train-images-idx3-ubyte");
        Files.write(
                folder.resolve("train-images-idx3-ubyte.gz"),
                SmallFiles.gzip(Arrays.copyOf(images, images.length + 1)));
        refused("train-images-idx3-ubyte.gz", "longer than its header says");
    }

    @Test
    void refusesImpossibleSizes() throws IOException {
        byte[] images = SampleArrays.bytes("small-train-images-idx3-ubyte");
        ByteBuffer.wrap(images).putInt(8, -3);
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), SmallFiles.gzip(images));
        refused("train-images-idx3-ubyte.gz", "-3 rows");
    }

    @Test
    void refusesOtherNumberOfLabels() throws IOException {
        Files.write(
                folder.resolve("train-labels-idx1-ubyte.gz"),
                SmallFiles.gzip(SampleArrays.bytes("small-t10k-labels-idx1-ubyte")));
        refused("7 images", "4 labels");
    }

    @Test
    void refusesWrongNumberOfClasses() {
        assertThatThrownBy(() -> IdxFolder.read(folder, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("train-labels-idx1-ubyte.gz", "label 2", "2 classes", "Set 'classes' to 3");
        assertThatThrownBy(() -> IdxFolder.read(folder, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("Class 3", "no training example");
    }

    @Test
    void refusesMissingFilesAndFolders() throws IOException {
        assertThatThrownBy(() -> IdxFolder.read(folder.resolve("nowhere"), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("nowhere does not exist", "directory", "train-images-idx3-ubyte.gz");
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        refused("t10k-labels or test-labels", "it holds", "t10k-images-idx3-ubyte.gz");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> IdxFolder.read(empty, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it holds nothing");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> IdxFolder.read(folder, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
