package org.osnas.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that writes.
 *
 * @param begin its arguments
 * @param resume its arguments to go on
 * @param folder what it writes to; what it prints stands beside it
 * @param result the file that must be the same in the end, but for times
 */
record Command(String name, List<String> begin, List<String> resume, Path folder, Path result) {

    /** The file of what a command prints that writes to a folder. */
    static Path printed(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".out");
    }

    /** How to run it after it was killed. */
    List<String> afterAKill() {
        boolean begun = Files.exists(folder.resolve("config.yaml")) || Files.exists(folder.resolve("compare.yaml"));
        return begun ? resume : begin;
    }

    /** What it came to: its result without the times, and the checksums over them, which are those of the day. */
    String outcome() throws IOException {
        return new String(Files.readAllBytes(result), StandardCharsets.ISO_8859_1)
                .replaceAll("(?s)\"seconds\" : \\{.*?\\}", "")
                .replaceAll("\"seconds\" ?: ?[0-9.E-]+", "")
                .replaceAll("\"crc\" ?: ?\"[0-9a-f]+\"", "");
    }
}
