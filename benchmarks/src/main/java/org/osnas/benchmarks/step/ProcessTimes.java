package org.osnas.benchmarks.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process, all threads, used so far, from Linux' {@code /proc/self/stat}, whose tick is 10 ms.
 *
 * @param pageFaults those that needed no disk
 */
public record ProcessTimes(double userMillis, double systemMillis, long pageFaults) {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final double TICK_MILLIS = 10;

    /** Until now; zero where there is no such file. */
    public static ProcessTimes now() {
        if (!Files.isReadable(STAT)) {
            return new ProcessTimes(0, 0, 0);
        }
        try {
            String line = Files.readString(STAT);
            // The name of the program may hold blanks; the fields behind it do not.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new ProcessTimes(
                    Long.parseLong(fields[11]) * TICK_MILLIS,
                    Long.parseLong(fields[12]) * TICK_MILLIS,
                    Long.parseLong(fields[7]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcessTimes minus(ProcessTimes earlier) {
        return new ProcessTimes(
                userMillis - earlier.userMillis, systemMillis - earlier.systemMillis, pageFaults - earlier.pageFaults);
    }
}
