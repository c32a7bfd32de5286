package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.tasks.data.IdxFolder.Transposed;

/**
 * The data sets of EMNIST in one folder, as it unpacks, with all their classes, made with NumPy and gzip
 * ({@code src/test/samples/idx.py}): image i shows the class 5 i modulo their number.
 */
class EmnistTest {

    private static final Path FOLDER = SampleArrays.path("emnist");

    private static ImageData read(String set, int classes) {
        return IdxFolder.read(FOLDER, classes, "emnist-" + set, Transposed.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "letters, 26, Aa, Zz, true",
        "balanced, 47, 0, t, false",
        "bymerge, 47, 0, t, false",
        "byclass, 62, 0, z, false",
    })
    void everyClassIsThereUprightAndCountsFromZero(
            String set, int classes, String first, String last, boolean fromOne) {
        for (int given : new int[] {0, classes}) {
            ImageData data = read(set, given);
            for (ImageSet part : new ImageSet[] {data.train(), data.test()}) {
                assertThat(part.shape()).isEqualTo(new Shape(2, 3, 1));
                assertThat(part.labels().names())
                        .hasSize(classes)
                        .doesNotHaveDuplicates()
                        .startsWith(first)
                        .endsWith(last);
                assertThat(IntStream.range(0, part.size()).map(part.labels()::stratum))
                        .containsExactlyElementsOf(IntStream.range(0, classes)
                                .mapToObj(i -> 5 * i % classes)
                                .toList());
                for (int i = 0; i < classes; i++) {
                    for (int p = 0; p < 6; p++) {
                        assertThat(part.pixels(i)[p] & 0xff).isEqualTo(i + 60 * (p / 3) + 20 * (p % 3));
                    }
                }
            }
            assertThat(data.reading().findings().stream().map(Finding::what))
                    .contains("data set is transposed, as EMNIST is: columns are taken for rows")
                    .hasSize(fromOne ? 2 : 1);
        }
    }

    @Test
    void anotherNumberOfClassesIsRefused() {
        refused("letters", 27, "Class 0", "no training example");
        refused("letters", 25, "holds label 26, but there are 25 classes");
        refused("balanced", 26, "holds label 46, but there are 26 classes", "Set 'classes' to 47");
        refused("byclass", 47, "holds label 61, but there are 47 classes", "Set 'classes' to 62");
        refused("balanced", 62, "Class 47", "no training example");
        refused("by", 0, "several files named like train-images", "set 'prefix'");
    }

    private static void refused(String set, int classes, String... parts) {
        assertThatThrownBy(() -> read(set, classes))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
