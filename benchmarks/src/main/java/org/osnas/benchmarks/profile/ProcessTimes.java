package org.osnas.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of this process, all threads, from Linux' {@code /proc/self/stat}, whose tick is 10 ms. */
record ProcessTimes(double userMillis, double systemMillis) {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final double TICK_MILLIS = 10;

    /** The times until now; zero where there is no such file. */
    static ProcessTimes now() {
        if (!Files.isReadable(STAT)) {
            return new ProcessTimes(0, 0);
        }
        try {
            String line = Files.readString(STAT);
            // The name of the program may hold blanks; the fields behind it do not.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new ProcessTimes(Long.parseLong(fields[11]) * TICK_MILLIS, Long.parseLong(fields[12]) * TICK_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessTimes minus(ProcessTimes earlier) {
        return new ProcessTimes(userMillis - earlier.userMillis, systemMillis - earlier.systemMillis);
    }
}
