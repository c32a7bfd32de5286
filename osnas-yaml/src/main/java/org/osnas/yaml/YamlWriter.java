package org.osnas.yaml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** From values to text, such that YAML 1.1 and 1.2 read the same: a string that either takes for more is quoted. */
final class YamlWriter {

    private static final Resolver RESOLVER = new Resolver();

    private YamlWriter() {}

    static String write(Map<String, ?> map) {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        new org.yaml.snakeyaml.Yaml(options).serialize(node(map), text);
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> entries = new ArrayList<>();
            map.forEach((key, entry) -> entries.add(new NodeTuple(string((String) key), node(entry))));
            return new MappingNode(Tag.MAP, entries, style(entries));
        }
        if (value instanceof List<?> list) {
            List<Node> items = list.stream().map(YamlWriter::node).toList();
            return new SequenceNode(Tag.SEQ, items, style(items));
        }
        if (value instanceof Number number) {
            return plain(Scalars.text(number));
        }
        if (value instanceof Boolean flag) {
            return plain(flag.toString());
        }
        if (value instanceof String text) {
            return string(text);
        }
        throw new IllegalArgumentException("YAML holds maps, lists, strings, numbers and booleans, not " + value);
    }

    // Blocks of lines cannot be empty.
    private static FlowStyle style(List<?> content) {
        return content.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    // With the tag that it resolves to, so that none is written.
    private static Node plain(String text) {
        return new ScalarNode(RESOLVER.resolve(NodeId.scalar, text, true), text, null, null, ScalarStyle.PLAIN);
    }

    private static Node string(String text) {
        return new ScalarNode(
                Tag.STR, text, null, null, Scalars.isWord(text) ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED);
    }
}
