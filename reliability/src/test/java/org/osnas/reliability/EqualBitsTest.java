package org.osnas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not change a bit of a result: how often a run is saved, what else the machine does, how Java compiles. */
class EqualBitsTest {

    @TempDir
    Path folder;

    private SmallRun small;

    @BeforeEach
    void data() throws IOException {
        small = SmallRun.in(folder);
    }

    @Test
    void howOftenARunIsSavedDoesNotMatter() throws IOException {
        String each = small.yaml("evolution").replace("every-steps: 2", "every-steps: 1");
        String never = small.yaml("evolution").replace("every-steps: 2", "every-steps: 1000");
        assertThat(small.runOf(folder.resolve("never"), never)).isEqualTo(small.runOf(folder.resolve("each"), each));
    }

    @Test
    void otherWorkBesideDoesNotMatter() throws IOException {
        String alone = small.run(folder.resolve("alone"), "local-search");
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> others = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    while (!done.get()) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        others.forEach(Thread::start);
        try {
            assertThat(small.run(folder.resolve("beside"), "local-search")).isEqualTo(alone);
        } finally {
            done.set(true);
        }
    }

    @Test
    void anotherSeedDoesMatter() throws IOException {
        String other = small.yaml("random").replace("seed: 3", "seed: 4");
        assertThat(small.runOf(folder.resolve("other"), other))
                .isNotEqualTo(small.run(folder.resolve("this"), "random"));
    }

    /** Whatever the number of threads, a result is the same under each of Java's compilers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void howJavaCompilesDoesNotMatter(int threads) throws Exception {
        assertThat(inAProcess("first", threads, "-XX:TieredStopAtLevel=1")).isEqualTo(inAProcess("tiered", threads));
    }

    private String inAProcess(String name, int threads, String... options) throws Exception {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), small.yaml("random"));
        Path run = folder.resolve(name);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dosnas.threads=" + threads));
        line.addAll(List.of(options));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.osnas.cli.Main"));
        line.addAll(List.of("search", "-c", config.toString(), "-o", run.toString()));
        File log = folder.resolve(name + ".log").toFile();
        int status = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(log.toPath())).isZero();
        return new Command("search", List.of(), List.of(), run, run.resolve("result.json")).outcome();
    }
}
