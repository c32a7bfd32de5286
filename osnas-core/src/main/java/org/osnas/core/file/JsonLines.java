package org.osnas.core.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * A log with one JSON value a line, only ever appended to: a file that is forced to the disk, or kept in memory. A last
 * line that a crash cut off is dropped when the file is opened; any other damage is an error.
 */
public final class JsonLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
     * @throws BadInputException if a line is not JSON
     */
    public static JsonLines open(Path file, String remedy) throws IOException {
        JsonLines result = new JsonLines(Optional.of(file), file.toString(), remedy, new ArrayList<>());
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int complete = lastLineEnd(bytes);
            if (complete < bytes.length) {
                truncate(file, complete);
            }
            String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                result.lines.add(result.parse(line));
            }
        }
        return result;
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
    public void append(List<? extends JsonNode> more) throws IOException {
        if (file.isPresent()) {
            append(file.get(), more);
        }
        lines.addAll(more);
    }

    private static void append(Path file, List<? extends JsonNode> more) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JsonNode line : more) {
            text.append(MAPPER.writeValueAsString(line)).append('\n');
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The error for a line whose content is wrong. */
    public BadInputException damaged(int index, String how, Throwable cause) {
        return new BadInputException(
                "Line " + (index + 1) + " of " + name + " is damaged: " + how + ". " + remedy, cause);
    }

    private JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw damaged(lines.size(), "it is not JSON", e);
        }
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
