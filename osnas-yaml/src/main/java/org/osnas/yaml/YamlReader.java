package org.osnas.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** From text to values, by SnakeYAML's nodes: its own values would be those of YAML 1.1. */
final class YamlReader {

    /** A configuration or a space has some thousand. */
    static final int MOST_CHARACTERS = 1_000_000;

    static final int MOST_OF_DATA = 100_000_000;

    private YamlReader() {}

    static Optional<Object> read(String text, int most) {
        if (text.length() > most) {
            throw new BadInputException("%d characters are more than the %d that a text of YAML may have here"
                    .formatted(text.length(), most));
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(most);
        try {
            for (Event event : new org.yaml.snakeyaml.Yaml(options).parse(new StringReader(text))) {
                refuseReferences(event);
            }
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            return Optional.ofNullable(root).map(YamlReader::value);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null ? "" : line(e.getProblemMark());
            throw new BadInputException(where + "not valid YAML: " + e.getProblem() + copied(text), e);
        } catch (YAMLException e) {
            throw new BadInputException("not valid YAML: " + e.getMessage(), e);
        }
    }

    /** The first line that holds what nobody sees, which may be why others make no sense. */
    private static String copied(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> found = Scalars.copied(lines.get(i).strip());
            if (found.isPresent()) {
                return ". Line %d: %s".formatted(i + 1, found.get());
            }
        }
        return "";
    }

    /** Aliases let a short text stand for an endless value, and nobody needs them here; tags would be passed over. */
    private static void refuseReferences(Event event) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            String sign = event instanceof AliasEvent ? "*" : "&";
            throw at(event.getStartMark(), "anchors and aliases are not taken, got '" + sign + node.getAnchor() + "'");
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : null;
        if (tag != null && !tag.equals("!")) {
            throw at(event.getStartMark(), "tags are not taken, got '" + tag + "'");
        }
    }

    private static @Nullable Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                Object value = value(item);
                if (value == null) {
                    throw at(item.getStartMark(), "an empty item in a list");
                }
                list.add(value);
            }
            return list;
        }
        ScalarNode scalar = (ScalarNode) node;
        requireTyped(scalar);
        try {
            return scalar.getScalarStyle() == ScalarStyle.PLAIN ? Scalars.value(scalar.getValue()) : scalar.getValue();
        } catch (BadInputException e) {
            throw at(scalar.getStartMark(), e.getMessage());
        }
    }

    /** What pages and word processors put into text that is copied from them, and nobody sees. */
    private static void requireTyped(ScalarNode scalar) {
        if (scalar.getScalarStyle() == ScalarStyle.PLAIN) {
            Scalars.copied(scalar.getValue()).ifPresent(what -> {
                throw at(scalar.getStartMark(), what);
            });
        }
    }

    private static Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                throw at(entry.getKeyNode().getStartMark(), "a key must be a word");
            }
            requireTyped(keyNode);
            String key = keyNode.getValue();
            if (key.equals("<<") && keyNode.getScalarStyle() == ScalarStyle.PLAIN) {
                throw at(keyNode.getStartMark(), "merge keys are not taken, write out what '<<' would bring in");
            }
            if (!seen.add(key)) {
                throw at(keyNode.getStartMark(), "key '" + key + "' stands here twice");
            }
            if (mapping.getFlowStyle() == FlowStyle.FLOW && isNothing(entry.getValueNode())) {
                // Such as {rate: 0,5}: a rate of 0, and the key 5.
                throw at(
                        keyNode.getStartMark(),
                        "'" + key
                                + "' stands between commas without a value. Write a number with a decimal point, and what a key is behind a colon, or ~ for nothing");
            }
            Object value = value(entry.getValueNode());
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().isEmpty();
    }

    private static BadInputException at(Mark mark, String problem) {
        return new BadInputException(line(mark) + problem);
    }

    private static String line(Mark mark) {
        return "line " + (mark.getLine() + 1) + ": ";
    }
}
