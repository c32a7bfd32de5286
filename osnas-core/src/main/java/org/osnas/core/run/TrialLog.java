package org.osnas.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

/**
 * The scored architectures of a run, one JSON line each, only ever appended to and forced to the disk. A last line that
 * a crash cut off is dropped when the log is opened; any other damage is an error.
 */
public final class TrialLog {

    /**
     * A line of the log.
     *
     * @param seconds what the evaluation took; an equal share of those evaluated together
     */
    public record Entry(Trial trial, double seconds) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<Entry> entries;

    private TrialLog(Path file, List<Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** Opens a log, which may not exist yet. */
    public static TrialLog open(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int complete = lastLineEnd(bytes);
            if (complete < bytes.length) {
                truncate(file, complete);
            }
            String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                entries.add(parse(file, entries.size(), line));
            }
        }
        return new TrialLog(file, entries);
    }

    /** All entries in order of their trials' index. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Appends entries, which continue the indices of those before, and forces them to the disk. */
    public void append(List<Entry> more) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Entry entry : more) {
            if (entry.trial().index() != entries.size()) {
                throw new IllegalArgumentException(
                        "trial " + entry.trial().index() + " follows " + entries.size() + " logged ones");
            }
            lines.append(json(entry)).append('\n');
            entries.add(entry);
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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

    private static String json(Entry entry) throws JsonProcessingException {
        Trial trial = entry.trial();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("index", trial.index());
        ArrayNode choices = node.putArray("architecture");
        for (int choice : trial.architecture().toArray()) {
            choices.add(choice);
        }
        if (trial.failed()) {
            node.putNull("score");
        } else {
            node.put("score", trial.score());
        }
        RunJson.putNumbers(node.putObject("cost"), trial.costs());
        node.put("seconds", entry.seconds());
        return MAPPER.writeValueAsString(node);
    }

    private static Entry parse(Path file, int index, String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.path("index").asLong(-1) != index) {
                throw damaged(file, index, "the trial with index " + index + " belongs here", null);
            }
            Map<String, Double> costs = new LinkedHashMap<>();
            node.path("cost")
                    .properties()
                    .forEach(e -> costs.put(e.getKey(), e.getValue().asDouble()));
            double score = node.path("score").isNumber() ? node.path("score").doubleValue() : Double.NaN;
            Trial trial = new Trial(
                    index, Architecture.parse(node.path("architecture").toString()), score, costs);
            return new Entry(trial, node.path("seconds").asDouble());
        } catch (JsonProcessingException e) {
            throw damaged(file, index, "it is not JSON", e);
        }
    }

    private static BadInputException damaged(Path file, int index, String how, Throwable cause) {
        return new BadInputException(
                "Line " + (index + 1) + " of " + file + " is damaged: " + how
                        + ". Delete the file to search again with the trained supernet.",
                cause);
    }
}
