package org.osnas.engine.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link NativeLoading}, asked by another process. */
class NativeLoadingTest {

    /** Prints whether the lock can be had. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                System.out.print(channel.tryLock() == null ? "locked" : "free");
            }
        }
    }

    @TempDir
    Path folder;

    @Test
    void anotherProcessWaitsWhileLibrariesAreLoaded() {
        Path lock = folder.resolve("lock");
        assertThat(NativeLoading.alone(lock, () -> askedByAnother(lock))).isEqualTo("locked");
        assertThat(askedByAnother(lock)).isEqualTo("free");
    }

    @Test
    void whereNothingCanBeLockedTheWorkIsDoneAllTheSame() {
        assertThat(NativeLoading.alone(folder.resolve("missing").resolve("lock"), () -> 7))
                .isEqualTo(7);
    }

    private static String askedByAnother(Path lock) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            lock.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
