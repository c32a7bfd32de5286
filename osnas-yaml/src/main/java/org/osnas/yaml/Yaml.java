package org.osnas.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;

/**
 * Reads YAML into strings, numbers, booleans, lists and maps, and writes it. Plain scalars follow the core schema of
 * YAML 1.2, not 1.1: {@code 4e-5} is a number, {@code no} and {@code on} are words. Read strictly: a key that stands
 * twice in one map, an empty item of a list, a number that begins with 0, anchors, aliases, tags and merge keys are errors,
 * and so is a second document. A key without a value counts as not given. A text may have one million characters and be nested 50 deep.
 */
public final class Yaml {

    private Yaml() {}

    /**
     * The map that a document holds; empty for an empty document.
     *
     * @param what the document is, for messages: {@code a configuration}
     * @throws BadInputException naming the line of what is wrong
     */
    public static Map<String, Object> readMap(String what, String text) {
        Object value = read(text).orElse(Map.of());
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> typed = new LinkedHashMap<>();
            map.forEach((key, entry) -> typed.put((String) key, entry));
            return typed;
        }
        throw new BadInputException(what + " is a map of keys and values, got '" + value + "'");
    }

    /**
     * The value that a text stands for: {@code 3}, {@code true}, {@code [1, 2]}, {@code {name: random}}; empty for none.
     *
     * @throws BadInputException naming the line of what is wrong
     */
    public static Optional<Object> read(String text) {
        return YamlReader.read(text, YamlReader.MOST_CHARACTERS);
    }

    /**
     * As {@link #read}, of data that a program wrote, which may have a hundred million characters.
     *
     * @throws BadInputException naming the line of what is wrong
     */
    public static Optional<Object> readData(String text) {
        return YamlReader.read(text, YamlReader.MOST_OF_DATA);
    }

    /** Text that {@link #readMap} reads as the same: nested maps, lists, strings, numbers and booleans. */
    public static String write(Map<String, ?> map) {
        return YamlWriter.write(map);
    }
}
