package org.osnas.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What figures depend on besides the code. */
public record HostDescription(String date, String cpu, int processors, String os, String java, String commit) {

    /** Of this process; {@code osnas.commit} is a system property that the script sets. */
    public static HostDescription here() {
        return new HostDescription(
                LocalDate.now().toString(),
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("osnas.commit", "unknown"));
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
