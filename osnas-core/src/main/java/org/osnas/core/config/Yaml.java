package org.osnas.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osnas.api.spi.BadInputException;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML into strings, numbers, booleans, lists and maps, and writes it. Plain scalars follow the core schema of
 * YAML 1.2, not 1.1: {@code 4e-5} is a number, {@code no} and {@code on} are words. A key that stands twice in one map
 * is an error; a key without a value counts as not given.
 */
final class Yaml {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final YAMLMapper WRITER = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private Yaml() {}

    /** The map that a document holds; empty for an empty document. */
    static Map<String, Object> readMap(String text) {
        Object value = read(text);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return typed(map);
        }
        throw new BadInputException("a configuration is a map of keys and values, got '" + value + "'");
    }

    /** The value that a text stands for: {@code 3}, {@code true}, {@code [1, 2]}, {@code {name: random}}. */
    static Object read(String text) {
        try {
            Node root = new org.yaml.snakeyaml.Yaml().compose(new StringReader(text));
            return root == null ? null : value(root);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : "line " + (e.getProblemMark().getLine() + 1) + ": ";
            throw new BadInputException(where + "not valid YAML: " + e.getProblem(), e);
        }
    }

    static String write(Map<String, Object> map) {
        try {
            return WRITER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration of maps and scalars must be writable", e);
        }
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                Object value = value(item);
                if (value == null) {
                    throw at(item, "an empty item in a list");
                }
                list.add(value);
            }
            return list;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(scalar) : scalar.getValue();
    }

    private static Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<String> seen = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                throw at(entry.getKeyNode(), "a key must be a word");
            }
            String key = keyNode.getValue();
            if (seen.contains(key)) {
                throw at(keyNode, "key '" + key + "' stands here twice");
            }
            seen.add(key);
            Object value = value(entry.getValueNode());
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    private static Object plain(ScalarNode scalar) {
        String text = scalar.getValue();
        switch (text) {
            case "", "~", "null", "Null", "NULL":
                return null;
            case "true", "True", "TRUE":
                return true;
            case "false", "False", "FALSE":
                return false;
            case ".inf", ".Inf", "+.inf", "+.Inf", "Infinity": // the last is how Jackson writes it
                return Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-Infinity":
                return Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN":
                return Double.NaN;
            default:
                return number(text);
        }
    }

    private static Object number(String text) {
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE) {
                return value.intValue();
            }
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : (Object) value.doubleValue();
        }
        return FLOAT.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }

    private static BadInputException at(Node node, String problem) {
        return new BadInputException("line " + (node.getStartMark().getLine() + 1) + ": " + problem);
    }

    private static Map<String, Object> typed(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put((String) key, value));
        return typed;
    }
}
