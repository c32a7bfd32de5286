package org.osnas.images.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are small, so that the repository is, and a person can look into them. */
class SampleSizesTest {

    private static final long MOST = 10_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "osnas-images/src/test/resources/org/osnas/images/samples",
                "osnas-images/src/test/resources/org/osnas/images/sets",
                "osnas-tasks/src/test/resources/org/osnas/tasks/samples",
                "osnas-text/src/test/resources/org/osnas/text/csv",
                "examples/device-tables"
            })
    void noSampleIsLargerThanTenKilobytes(String folder) throws IOException {
        List<Path> samples;
        try (Stream<Path> files = Files.walk(Path.of("..").resolve(folder))) {
            samples = files.filter(Files::isRegularFile).toList();
        }
        assertThat(samples).hasSizeGreaterThan(2).allSatisfy(file -> assertThat(Files.size(file))
                .as(file.toString())
                .isLessThan(MOST));
    }
}
