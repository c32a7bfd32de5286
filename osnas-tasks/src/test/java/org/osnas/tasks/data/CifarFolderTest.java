package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.data.CifarFolder.Labels;

class CifarFolderTest {

    private static final String TEN = "cifar-10-binary.tar.gz";

    @TempDir
    Path folder;

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Test
    void readsCifar10InOrderWithChannelsLast() throws IOException {
        SampleArrays.unpack(TEN, folder);
        ImageData data = CifarFolder.cifar10(folder);
        assertThat(data.train().shape()).isEqualTo(new Shape(32, 32, 3));
        assertThat(data.train().size()).isEqualTo(10);
        assertThat(data.test().size()).isEqualTo(2);
        assertThat(data.train().labels().stratum(7)).isEqualTo(7);
        assertThat(data.train().pixels(7)).startsWith(1, 51, 101, 2, 52, 102).endsWith(63, 113, (byte) 163);
    }

    @Test
    void readsTheFolderOfTheArchiveAndItsNames() throws IOException {
        Path nested = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
        SampleArrays.unpack(TEN, nested);
        assertThat(CifarFolder.cifar10(folder).test().labels().names())
                .startsWith("airplane", "automobile")
                .hasSize(10);
        // As editors of Windows save it.
        Path names = nested.resolve("batches.meta.txt");
        Files.writeString(names, "\uFEFF" + Files.readString(names).replace("\n", "\r\n"), StandardCharsets.UTF_16LE);
        assertThat(CifarFolder.cifar10(folder).test().labels().names())
                .startsWith("airplane", "automobile")
                .hasSize(10);
        Files.write(nested.resolve("batches.meta.txt"), List.of("a", "b"));
        refused("batches.meta.txt", "names 2 classes", "10");
    }

    @Test
    void readsFineAndCoarseLabels() throws IOException {
        SampleArrays.unpack("cifar-100-binary.tar.gz", folder);
        ImageData fine = CifarFolder.cifar100(folder, Labels.FINE);
        ImageData coarse = CifarFolder.cifar100(folder, Labels.COARSE);
        assertThat(fine.train().labels().width()).isEqualTo(100);
        assertThat(coarse.train().labels().width()).isEqualTo(20);
        assertThat(fine.train().labels().stratum(99)).isEqualTo(99);
        assertThat(coarse.train().labels().stratum(99)).isEqualTo(19);
        assertThat(coarse.test().pixels(1)).startsWith(1, 51, 101);
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        SampleArrays.unpack(TEN, folder);
        Files.write(folder.resolve("data_batch_3.bin"), Arrays.copyOf(bytes("data_batch_3.bin"), 6000));
        refused("data_batch_3.bin", "6000 bytes", "3073", "truncated");
        Files.write(folder.resolve("data_batch_3.bin"), new byte[0]);
        refused("data_batch_3.bin", "0 bytes");
    }

    @Test
    void refusesLabelsOutOfRange() throws IOException {
        SampleArrays.unpack(TEN, folder);
        byte[] bytes = bytes("test_batch.bin");
        bytes[3073] = 10;
        Files.write(folder.resolve("test_batch.bin"), bytes);
        refused("test_batch.bin", "image 1", "label 10", "0 to 9");
    }

    @Test
    void refusesMissingFiles() throws IOException {
        refused("data_batch_1.bin is missing", "holds nothing", "directory");
        SampleArrays.unpack(TEN, folder);
        Files.delete(folder.resolve("test_batch.bin"));
        refused("test_batch.bin is missing", "data_batch_1.bin, data_batch_2.bin");
    }

    @Test
    void refusesMissingClasses() throws IOException {
        SampleArrays.unpack(TEN, folder);
        Files.write(folder.resolve("data_batch_2.bin"), bytes("data_batch_1.bin"));
        refused("Class 2", "no training example");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> CifarFolder.cifar10(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
