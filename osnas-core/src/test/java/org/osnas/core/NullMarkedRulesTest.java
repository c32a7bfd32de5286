package org.osnas.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NullAway looks only at packages that are marked, so that one without a mark would not be checked. */
class NullMarkedRulesTest {

    private static final String MARK = "@NullMarked\npackage ";

    @Test
    void everyPublishedPackageIsMarked() throws IOException {
        List<Path> packages = packages();
        assertThat(packages)
                .as("packages of all modules")
                .contains(
                        Path.of("../osnas-api/src/main/java/org/osnas/api/spi"),
                        Path.of("../osnas-cli/src/main/java/org/osnas/cli"),
                        Path.of("../osnas-core/src/main/java/org/osnas/core/internal/weights"));
        assertThat(packages.stream().filter(folder -> !isMarked(folder.resolve("package-info.java"))))
                .as("packages whose package-info.java is missing or has no @NullMarked")
                .isEmpty();
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.filter(module -> module.getFileName().toString().startsWith("osnas-"))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(NullMarkedRulesTest::foldersOfClasses)
                    .toList();
        }
    }

    private static Stream<Path> foldersOfClasses(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarked(Path info) {
        try {
            return Files.exists(info) && Files.readString(info).contains(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
