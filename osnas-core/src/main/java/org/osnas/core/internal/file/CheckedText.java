package org.osnas.core.internal.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.osnas.core.file.DamagedException;

/**
 * Text that ends with the CRC-32C of all before, so that it is read as it was written or not at all. A JSON object has it
 * in its last field, {@code "crc": "89abcdef"}; any other text in a last line of its own, {@code # crc: 89abcdef}.
 */
public final class CheckedText {

    /** Key of the checksum in a JSON object. */
    public static final String KEY = "crc";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FIELD = "\"" + KEY + "\"";
    private static final Pattern END = Pattern.compile(FIELD + "\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*");
    private static final Pattern LAST_LINE = Pattern.compile("# crc: ([0-9a-f]{8})\n");

    private CheckedText() {}

    /** A JSON object in one line, without its end. */
    public static String line(ObjectNode node) {
        return closed(node, text(node, false), ",%s:\"%s\"}");
    }

    /** A JSON object for people, with a line for each field. */
    public static String document(ObjectNode node) {
        return closed(node, text(node, true), ",\n  %s : \"%s\"\n}\n");
    }

    private static String closed(ObjectNode node, String text, String end) {
        if (node.isEmpty() || node.has(KEY)) {
            throw new IllegalArgumentException("An object with fields, none of them '" + KEY + "', is checked");
        }
        String body = text.substring(0, text.lastIndexOf('}')).stripTrailing();
        return body + end.formatted(FIELD, checksum(body));
    }

    /**
     * The object that {@link #line} or {@link #document} wrote, without its checksum.
     *
     * @param name of the text, for messages
     * @param remedy what to do about damage, a sentence
     * @throws DamagedException if it is not as it was written
     */
    public static JsonNode json(String name, String text, String remedy) {
        int at = text.lastIndexOf(FIELD);
        Matcher end = END.matcher(text.substring(Math.max(0, at)));
        if (at < 0 || !end.matches()) {
            throw DamagedException.withoutChecksum(name, remedy);
        }
        String before = text.substring(0, at).stripTrailing();
        String body = before.isEmpty() ? "" : before.substring(0, before.length() - 1);
        if (!before.endsWith(",") || !end.group(1).equals(checksum(body))) {
            throw DamagedException.changed(name, remedy);
        }
        try {
            return MAPPER.readTree(body + "}");
        } catch (JsonProcessingException e) {
            throw DamagedException.changed(name, remedy);
        }
    }

    /**
     * Whether a JSON object has a checksum that is not that of its content: something else than OSNAS changed it, as a
     * person may where files are meant to be edited.
     */
    public static boolean edited(String text) {
        try {
            json("", text, "");
            return false;
        } catch (DamagedException e) {
            return text.contains(FIELD);
        }
    }

    /** As {@link #json(String, String, String)}, for a file. */
    public static JsonNode json(Path file, String remedy) throws IOException {
        return json(file.toString(), text(file), remedy);
    }

    /** As {@link #lines(String, String, String)}, for a file. */
    public static String lines(Path file, String remedy) throws IOException {
        return lines(file.toString(), text(file), remedy);
    }

    // Bytes that are no text become some that have another checksum.
    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
    }

    /** Lines of text, with the last one that says their checksum. */
    public static String lines(String text) {
        String whole = text.endsWith("\n") ? text : text + "\n";
        return whole + "# crc: " + checksum(whole) + "\n";
    }

    /**
     * The lines that {@link #lines} was given.
     *
     * @param name of the text, for messages
     * @param remedy what to do about damage, a sentence
     * @throws DamagedException if they are not as they were written
     */
    public static String lines(String name, String text, String remedy) {
        int at = text.stripTrailing().lastIndexOf('\n') + 1;
        Matcher last = LAST_LINE.matcher(text.substring(at));
        if (!last.matches()) {
            throw DamagedException.withoutChecksum(name, remedy);
        }
        String lines = text.substring(0, at);
        if (!last.group(1).equals(checksum(lines))) {
            throw DamagedException.changed(name, remedy);
        }
        return lines;
    }

    private static String text(ObjectNode node, boolean pretty) {
        try {
            return pretty
                    ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node)
                    : MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can be written", e);
        }
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
