package org.osnas.reliability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.osnas.core.run.RunFolder;

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
        return result.toString().endsWith(".osnas") ? checkpoint() : text();
    }

    /** The header of a checkpoint without the time that the training took, and what it holds. */
    private String checkpoint() throws IOException {
        StringBuilder outcome = new StringBuilder();
        String name = result.getFileName().toString().replace(".osnas", "");
        try (RunFolder run = RunFolder.read(folder)) {
            run.checkpoint(name).read((header, in) -> {
                ObjectNode timeless = header.deepCopy();
                timeless.remove("seconds");
                byte[] data = in.readAllBytes();
                // At the end stand size and checksum of all, the time included, and the magic number.
                outcome.append(timeless).append(HexFormat.of().formatHex(data, 0, data.length - 3 * Long.BYTES));
            });
        }
        return outcome.toString();
    }

    private String text() throws IOException {
        return new String(Files.readAllBytes(result), StandardCharsets.ISO_8859_1)
                .replaceAll("(?s)\"seconds\" : \\{.*?\\}", "")
                .replaceAll("\"seconds\" ?: ?[0-9.E-]+", "")
                .replaceAll("\"crc\" ?: ?\"[0-9a-f]+\"", "");
    }
}
