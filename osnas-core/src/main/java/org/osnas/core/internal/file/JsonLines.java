package org.osnas.core.internal.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.file.DamagedException;

/**
 * A log with one JSON object a line, only ever appended to: a file that is forced to the disk, or kept in memory. Each
 * line of a file has its checksum. A last line that a crash cut off is dropped when the file is opened; any other damage
 * is an error.
 */
public final class JsonLines {

    private final Optional<Path> file;
    private final String name;
    private final String remedy;
    private final List<JsonNode> lines;

    private JsonLines(Optional<Path> file, String name, String remedy, List<JsonNode> lines) {
        this.file = file;
        this.name = name;
        this.remedy = remedy;
        this.lines = lines;
    }

    /**
     * Opens a file, which may not exist yet.
     *
     * @param remedy what to do about a damaged file, a sentence for messages
     * @throws DamagedException if a line is not as it was written
     */
    public static JsonLines open(Path file, String remedy) throws IOException {
        return read(file, remedy, true);
    }

    /**
     * Reads a file that another process may append to just now: a last line that is not whole yet is left out, and left
     * alone. What is appended stays in memory.
     *
     * @param remedy what to do about a damaged file, a sentence
     * @throws DamagedException if a line is not as it was written
     */
    public static JsonLines look(Path file, String remedy) throws IOException {
        JsonLines result = read(file, remedy, false);
        return new JsonLines(Optional.empty(), result.name, remedy, result.lines);
    }

    private static JsonLines read(Path file, String remedy, boolean mend) throws IOException {
        JsonLines result = new JsonLines(Optional.of(file), file.toString(), remedy, new ArrayList<>());
        try {
            if (Files.exists(file)) {
                result.read(file, mend);
            }
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
        return result;
    }

    private void read(Path file, boolean mend) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int complete = lastLineEnd(bytes);
        if (mend && complete < bytes.length) {
            truncate(file, complete);
        }
        String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
        if (!text.isEmpty()) {
            for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
                lines.add(CheckedText.json(nameOfLine(lines.size()), line, remedy));
            }
        }
    }

    /** A log that is kept in memory only, empty at first. */
    public static JsonLines inMemory(String name) {
        return new JsonLines(Optional.empty(), name, "It is in memory: something wrote into it.", new ArrayList<>());
    }

    /** All lines in order. */
    public List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    /** Of the log, for messages. */
    public String name() {
        return name;
    }

    /** Appends lines; in a file they are forced to the disk. */
    public void append(List<ObjectNode> more) throws IOException {
        if (file.isPresent()) {
            try {
                append(file.get(), more);
            } catch (IOException e) {
                throw FileFailure.of(file.get(), e);
            }
        }
        lines.addAll(more);
    }

    private static void append(Path file, List<ObjectNode> more) throws IOException {
        StringBuilder text = new StringBuilder();
        more.forEach(line -> text.append(CheckedText.line(line)).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        boolean fresh = !Files.exists(file);
        if (fresh) {
            Durable.makeFolder(Durable.folderOf(file));
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, before, e);
                throw e;
            }
        }
        if (fresh) {
            Durable.forceFolder(Durable.folderOf(file));
        }
    }

    // So that lines which are appended later do not follow a part of one.
    private static void takeBack(FileChannel channel, long before, IOException failure) {
        try {
            channel.truncate(before);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The error for a line whose content is wrong. */
    public BadInputException damaged(int index, String how) {
        return new DamagedException(nameOfLine(index), how, remedy);
    }

    /** As {@link #damaged(int, String)}, found by another error. */
    public BadInputException damaged(int index, String how, Throwable cause) {
        return new DamagedException(nameOfLine(index), how, remedy, cause);
    }

    private String nameOfLine(int index) {
        return "Line " + (index + 1) + " of " + name;
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static void truncate(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }
}
