package org.osnas.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What figures depend on besides the code.
 *
 * @param libraries with native code, by the names of their files on the class path
 */
public record HostDescription(
        String date, String cpu, int processors, String os, String java, String libraries, String commit) {

    private static final Pattern LIBRARY = Pattern.compile(
            "((?:nd4j-native|dnnl|openblas|pytorch-engine|pytorch-native-cpu)-[0-9][^-/]*(?:-M[0-9.]+)?)"
                    + "(?:-[^/]*)?\\.jar");

    /** Of this process; {@code osnas.commit} is a system property that the script sets. */
    public static HostDescription here() {
        return new HostDescription(
                LocalDate.now().toString(),
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                libraries(System.getProperty("java.class.path")),
                System.getProperty("osnas.commit", "unknown"));
    }

    /** Names and versions, each once. */
    static String libraries(String classPath) {
        return LIBRARY.matcher(classPath)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String cpuModel() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        } catch (IOException e) {
            return "unknown";
        }
        return "unknown";
    }
}
