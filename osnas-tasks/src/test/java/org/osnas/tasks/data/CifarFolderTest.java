package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

    @TempDir
    Path folder;

    @Test
    void readsCifar10InOrderWithChannelsLast() throws IOException {
        SmallFiles.cifar10(folder);
        ImageData data = CifarFolder.cifar10(folder);
        assertThat(data.train().shape()).isEqualTo(new Shape(32, 32, 3));
        assertThat(data.train().size()).isEqualTo(10);
        assertThat(data.test().size()).isEqualTo(4);
        assertThat(data.train().labels().stratum(7)).isEqualTo(7);
        assertThat(data.train().pixels(7)).startsWith(1, 51, 101, 1, 51, 101).endsWith(1, 51, 101);
    }

    @Test
    void readsTheFolderOfTheArchiveAndItsNames() throws IOException {
        Path nested = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
        SmallFiles.cifar10(nested);
        Files.writeString(nested.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        assertThat(CifarFolder.cifar10(folder).test().labels().names())
                .startsWith("a", "b")
                .hasSize(10);
        Files.write(nested.resolve("batches.meta.txt"), List.of("a", "b"));
        refused("batches.meta.txt", "names 2 classes", "10");
    }

    @Test
    void readsFineAndCoarseLabels() throws IOException {
        SmallFiles.cifar100(folder);
        ImageData fine = CifarFolder.cifar100(folder, Labels.FINE);
        ImageData coarse = CifarFolder.cifar100(folder, Labels.COARSE);
        assertThat(fine.train().labels().width()).isEqualTo(100);
        assertThat(coarse.train().labels().width()).isEqualTo(20);
        assertThat(fine.train().labels().stratum(99)).isEqualTo(99);
        assertThat(coarse.train().labels().stratum(99)).isEqualTo(19);
        assertThat(coarse.test().pixels(6)).startsWith(6, 56, 106);
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        SmallFiles.cifar10(folder);
        Files.write(folder.resolve("data_batch_3.bin"), Arrays.copyOf(SmallFiles.cifar(2, 0, 10, false), 6000));
        refused("data_batch_3.bin", "6000 bytes", "3073", "truncated");
        Files.write(folder.resolve("data_batch_3.bin"), new byte[0]);
        refused("data_batch_3.bin", "0 bytes");
    }

    @Test
    void refusesLabelsOutOfRange() throws IOException {
        SmallFiles.cifar10(folder);
        byte[] bytes = SmallFiles.cifar(2, 0, 10, false);
        bytes[3073] = 10;
        Files.write(folder.resolve("test_batch.bin"), bytes);
        refused("test_batch.bin", "image 1", "label 10", "0 to 9");
    }

    @Test
    void refusesMissingFiles() throws IOException {
        refused("data_batch_1.bin is missing", "holds nothing", "directory");
        SmallFiles.cifar10(folder);
        Files.delete(folder.resolve("test_batch.bin"));
        refused("test_batch.bin is missing", "data_batch_1.bin, data_batch_2.bin");
    }

    @Test
    void refusesMissingClasses() throws IOException {
        SmallFiles.cifar10(folder);
        Files.write(folder.resolve("data_batch_2.bin"), SmallFiles.cifar(2, 0, 10, false));
        refused("Class 2", "no training example");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> CifarFolder.cifar10(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
