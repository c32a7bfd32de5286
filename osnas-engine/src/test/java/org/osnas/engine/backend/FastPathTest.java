package org.osnas.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.osnas.engine.backend.FastPath.Cost;
import org.osnas.engine.backend.FastPath.Part;
import org.osnas.engine.internal.plan.FastPathWarning;
import org.osnas.engine.internal.plan.Kernels;

class FastPathTest {

    /** What a program does that trains twice. */
    public static final class Program {
        public static void main(String[] args) {
            System.out.println(FastPath.here().missing());
            System.out.println(Kernels.chosen());
            System.out.println(Kernels.chosen());
        }
    }

    static boolean oneDnnHasABuild() {
        return Loader.getPlatform().endsWith("-x86_64");
    }

    @Test
    void nothingIsMissingWithTheWholeBackend() {
        assertThat(FastPath.here().missing()).isEmpty();
        assertThat(FastPathWarning.text(FastPath.here())).isEmpty();
    }

    @Test
    void costsAsMuchAsConvolutionsDo() {
        assertThat(new FastPath(Set.of(Part.ND4J_ONEDNN)).cost()).isEqualTo(Cost.NONE);
        assertThat(new FastPath(Set.of(Part.OPENCL)).cost()).isEqualTo(Cost.SOME);
        assertThat(new FastPath(Set.of(Part.ONEDNN)).cost()).isEqualTo(Cost.SOME);
        assertThat(new FastPath(EnumSet.of(Part.ONEDNN, Part.ND4J_ONEDNN)).cost())
                .isEqualTo(Cost.GREAT);
    }

    @Test
    @EnabledIf("oneDnnHasABuild")
    void warnsOnceOnStandardErrorWithoutALogger() throws Exception {
        String said = run(
                jar -> jar.contains("logback") || jar.contains("dnnl-") && jar.contains("x86_64") || onednnOfNd4j(jar),
                "[ONEDNN, ND4J_ONEDNN]");
        assertThat(said.lines().filter(line -> line.startsWith("WARN  The native libraries")))
                .singleElement()
                .asString()
                .contains("ONEDNN (org.bytedeco:dnnl), ND4J_ONEDNN (org.nd4j:nd4j-native)", "11 minutes", "48 seconds")
                .contains("org.osnas:osnas-backend-cpu");
    }

    @Test
    @EnabledIf("oneDnnHasABuild")
    void warnsOnceInTheLogOfAProgramThatHasOne() throws Exception {
        String said = run(jar -> jar.contains("opencl-") && jar.contains("x86_64"), "[OPENCL]");
        assertThat(said.lines().filter(line -> line.contains("The native libraries of the fast path")))
                .singleElement()
                .asString()
                .contains("FastPathWarning", "OPENCL (org.bytedeco:opencl)", "7 seconds in place of 5");
    }

    private static boolean onednnOfNd4j(String jar) {
        return jar.contains("nd4j-native") && jar.contains("-onednn");
    }

    /** Runs the program without some jars; gives all that it said. */
    private static String run(Predicate<String> without, String missing) throws IOException, InterruptedException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(jar -> !without.test(Path.of(jar).getFileName().toString()))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        path,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains(missing);
        return said;
    }
}
