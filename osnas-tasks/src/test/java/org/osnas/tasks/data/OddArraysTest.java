package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.tasks.data.CifarFolder.Labels;
import org.osnas.tasks.data.IdxFolder.Transposed;

/**
 * Files of idx and CIFAR in the forms that are published, made with NumPy, gzip and GNU tar by
 * {@code src/test/samples/make.sh}, whose values follow from their places.
 */
class OddArraysTest {

    @TempDir
    Path folder;

    private void copy(String sample, String name) throws IOException {
        Files.copy(SampleArrays.path(sample), folder.resolve(name));
    }

    private void idx(String images, String labels) throws IOException {
        for (String part : List.of("train", "t10k")) {
            copy(images, part + "-images");
            copy(labels, part + "-labels");
        }
    }

    /** Image i has at row y, column x the value 40 i + 8 y + x. */
    private static void requireValues(ImageSet set) {
        assertThat(set.shape()).isEqualTo(new Shape(4, 5, 1));
        for (int i = 0; i < 3; i++) {
            for (int p = 0; p < 20; p++) {
                assertThat(set.pixels(i)[p] & 0xff).isEqualTo(40 * i + 8 * (p / 5) + p % 5);
            }
        }
    }

    private static int[] classes(ImageSet set) {
        return IntStream.range(0, set.size()).map(set.labels()::stratum).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubyte", "byte", "short", "int", "float", "double"})
    void allTypesOfNumbersAreRead(String type) throws IOException {
        idx("images-" + type, "labels-" + type);
        ImageData data = IdxFolder.read(folder, 0);
        requireValues(data.train());
        assertThat(classes(data.test())).containsExactly(0, 1, 2);
        assertThat(data.reading().findings()).isEmpty();
    }

    @Test
    void valuesThatAreNoBytesOrClassesAreRefused() throws IOException {
        idx("images-fractions", "labels-ubyte");
        refused("train-images: image 0 has the value 0.003", "whole number from 0 to 255. Scale the values");
        Files.delete(folder.resolve("train-images"));
        copy("images-ubyte", "train-images");
        Files.delete(folder.resolve("train-labels"));
        copy("labels-negative", "train-labels");
        refused("train-labels: label 1 has the value -1.0");
        Files.delete(folder.resolve("train-labels"));
        copy("labels-one-hot", "train-labels");
        refused("has 3 columns of labels", "Save the column of classes alone");
    }

    @Test
    void emnistIsTurnedAndItsLettersCountFromZero() throws IOException {
        for (String file : List.of(
                "train-images-idx3-ubyte",
                "train-labels-idx1-ubyte",
                "test-images-idx3-ubyte",
                "test-labels-idx1-ubyte")) {
            copy("emnist-letters-" + file + ".gz", "emnist-letters-" + file + ".gz");
        }
        ImageData data = IdxFolder.read(folder, 0);
        requireValues(data.train());
        requireValues(data.test());
        assertThat(classes(data.train())).containsExactly(0, 2, 1);
        assertThat(data.train().labels().names()).containsExactly("1", "2", "3");
        assertThat(data.reading().findings().stream().map(Finding::what))
                .containsExactly(
                        "data set is transposed, as EMNIST is: columns are taken for rows",
                        "is the label of the first class, instead of 0");
        assertThat(IdxFolder.read(folder, 3).train().labels().names()).hasSize(3);
        assertThat(IdxFolder.read(folder, 0, "", Transposed.NO).train().shape()).isEqualTo(new Shape(5, 4, 1));
        copy("emnist-letters-mapping.txt", "emnist-letters-mapping.txt");
        assertThat(IdxFolder.read(folder, 0).train().labels().names()).containsExactly("Aa", "Bb", "Cc");
        // Unpacked, several of its data sets are in one folder.
        for (String file : List.of("train-images", "train-labels", "t10k-images", "t10k-labels")) {
            copy(file.contains("images") ? "images-ubyte" : "labels-ubyte", "emnist-digits-" + file);
        }
        refused("several files named like train-images", "set 'prefix'");
        assertThat(IdxFolder.read(folder, 0, "emnist-letters", Transposed.AUTO)
                        .train()
                        .labels()
                        .names())
                .containsExactly("Aa", "Bb", "Cc");
        assertThatThrownBy(() -> IdxFolder.read(folder, 0, "emnist-byclass", Transposed.AUTO))
                .hasMessageContaining("no file named like train-images that begins with 'emnist-byclass'");
    }

    @Test
    void qmnistsWideLabelsGiveTheirFirstColumn() throws IOException {
        for (String file : List.of(
                "train-images-idx3-ubyte", "train-labels-idx2-int", "test-images-idx3-ubyte", "test-labels-idx2-int")) {
            copy("qmnist-" + file + ".gz", "qmnist-" + file + ".gz");
        }
        ImageData data = IdxFolder.read(folder, 0);
        requireValues(data.train());
        assertThat(classes(data.train())).containsExactly(2, 0, 1);
        assertThat(data.train().source(1)).isEqualTo("image 1 of qmnist-train-images-idx3-ubyte.gz");
    }

    /** Image i of a file has in plane c, row y, column x the value (i + 50 c + y + x) % 251. */
    private static void requireCifar(ImageSet set, int image, int inFile) {
        for (int at = 0; at < 3072; at++) {
            int y = at / 3 / 32;
            int x = at / 3 % 32;
            assertThat(set.pixels(image)[at] & 0xff).isEqualTo((inFile + 50 * (at % 3) + y + x) % 251);
        }
    }

    @Test
    void cifarIsReadFromTheArchiveAsItIsDownloaded() throws IOException {
        copy("cifar-10-binary.tar.gz", "cifar-10-binary.tar.gz");
        for (Path place : List.of(folder, folder.resolve("cifar-10-binary.tar.gz"))) {
            ImageData data = CifarFolder.cifar10(place);
            assertThat(classes(data.train())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(classes(data.test())).containsExactly(3, 9);
            assertThat(data.train().labels().names()).startsWith("airplane").endsWith("truck");
            requireCifar(data.train(), 7, 1);
        }
        copy("cifar-100-binary.tar.gz", "cifar-100-binary.tar.gz");
        ImageData fine = CifarFolder.cifar100(folder, Labels.FINE);
        assertThat(classes(fine.test())).containsExactly(11, 4);
        assertThat(fine.train().labels().names()).hasSize(100).contains("fine42");
        requireCifar(fine.train(), 99, 99);
        ImageData coarse = CifarFolder.cifar100(folder, Labels.COARSE);
        assertThat(classes(coarse.test())).containsExactly(2, 0);
        assertThat(coarse.train().labels().names()).hasSize(20).contains("coarse3");
    }

    @Test
    void archivesThatAreDamagedOrOfAnotherVersionAreRefused() throws IOException {
        byte[] archive = SampleArrays.bytes("cifar-10-binary.tar.gz");
        Path file = folder.resolve("cifar-10-binary.tar.gz");
        for (int length : new int[] {0, 1, 100, archive.length / 2, archive.length - 4}) {
            Files.write(file, Arrays.copyOf(archive, length));
            assertThatThrownBy(() -> CifarFolder.cifar10(folder))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Fetch it again");
        }
        byte[] changed = archive.clone();
        changed[archive.length / 2] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> CifarFolder.cifar10(folder)).isInstanceOf(BadInputException.class);
        Files.delete(file);
        copy("cifar-100-binary.tar.gz", "cifar-10-binary.tar.gz");
        assertThatThrownBy(() -> CifarFolder.cifar10(folder))
                .hasMessageContaining("has no data_batch_1.bin; it holds [")
                .hasMessageContaining("train.bin");
    }

    @Test
    void picklesAreRefusedWithTheWayRound() throws IOException {
        Path file = folder.resolve("cifar-10-python.tar.gz");
        copy("cifar-10-python.tar.gz", "cifar-10-python.tar.gz");
        assertThatThrownBy(() -> CifarFolder.cifar10(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "is the version for Python, whose pickles may run any program",
                        "Fetch the binary version, cifar-10-binary.tar.gz");
        assertThatThrownBy(() -> CifarFolder.cifar10(file)).hasMessageContaining("the binary version");
        Files.delete(file);
        Files.createDirectory(folder.resolve("cifar-10-batches-py"));
        assertThatThrownBy(() -> CifarFolder.cifar10(folder)).hasMessageContaining("is the version for Python");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> IdxFolder.read(folder, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
