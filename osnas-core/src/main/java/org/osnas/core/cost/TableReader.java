package org.osnas.core.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.CheckedText;

/** Makes a table of the JSON of its file, strictly. */
final class TableReader {

    private static final List<String> KEYS =
            List.of("format", "version", "metric", "unit", "space", "input", "fingerprint", "base", "layers");

    private TableReader() {}

    /** As {@link TableFile#read(Path, JsonNode, SearchSpace)}. */
    static LookupTable read(Path file, JsonNode root, SearchSpace space) {
        checkHeader(file, root);
        String madeFor = text(file, root, "space") + " at " + text(file, root, "input");
        String fingerprint = text(file, root, "fingerprint");
        Check.that(
                fingerprint.equals(space.fingerprint()),
                "Table %s was made for space %s (fingerprint %s), but it is read for space %s at %s (%s). Build the"
                        + " table again for this space and input.",
                file,
                madeFor,
                fingerprint,
                space.name(),
                space.input(),
                space.fingerprint());
        double base = number(file, root.get("base"), "base");
        return TableExtras.apply(
                file,
                root,
                LookupTable.of(TableExtras.metric(file, root), base, costs(file, root.get("layers"), space), space));
    }

    /** As {@link TableFile#show}. */
    static TableFile.Stored show(Path file, JsonNode root) {
        checkHeader(file, root);
        JsonNode layers = root.get("layers");
        Check.that(layers.isArray() && !layers.isEmpty(), "Table %s: layers must be a list with a layer or more", file);
        List<List<String>> blocks = new ArrayList<>();
        double[][] cost = new double[layers.size()][];
        for (int l = 0; l < cost.length; l++) {
            List<String> names = new ArrayList<>();
            layers.get(l).fieldNames().forEachRemaining(names::add);
            Check.that(!names.isEmpty(), "Table %s: layer %d must name its blocks, got %s", file, l, layers.get(l));
            cost[l] = costs(file, l, layers.get(l), names);
            blocks.add(names);
        }
        Shape input = Shape.parse(text(file, root, "input"));
        double base = number(file, root.get("base"), "base");
        LookupTable table = new LookupTable(
                TableExtras.metric(file, root),
                base,
                cost,
                text(file, root, "space"),
                input,
                text(file, root, "fingerprint"));
        return new TableFile.Stored(TableExtras.apply(file, root, TableExtras.withStages(file, root, table)), blocks);
    }

    private static void checkHeader(Path file, JsonNode root) {
        Check.that(
                root.isObject() && root.path("format").asText().equals(TableFile.FORMAT),
                "%s is not a lookup table: its format is '%s', expected '%s'",
                file,
                root.path("format").asText("missing"),
                TableFile.FORMAT);
        Check.that(
                root.path("version").isInt() && root.get("version").intValue() == TableFile.VERSION,
                "Table %s has version %s, but this release reads version %d. Build the table again.",
                file,
                root.path("version").asText("missing"),
                TableFile.VERSION);
        TreeSet<String> unknown = new TreeSet<>();
        root.fieldNames().forEachRemaining(unknown::add);
        KEYS.forEach(unknown::remove);
        TableExtras.KEYS.forEach(unknown::remove);
        unknown.remove(CheckedText.KEY);
        Check.that(
                unknown.isEmpty(),
                "Table %s has unknown keys %s. Known: %s, and if need be %s",
                file,
                unknown,
                KEYS,
                TableExtras.KEYS);
        for (String key : KEYS) {
            Check.that(root.has(key), "Table %s lacks '%s'. Build the table again.", file, key);
        }
    }

    private static double[][] costs(Path file, JsonNode layers, SearchSpace space) {
        Check.that(
                layers.isArray() && layers.size() == space.depth(),
                "Table %s has %d layers, but space %s has %d",
                file,
                layers.size(),
                space.name(),
                space.depth());
        double[][] cost = new double[space.depth()][];
        for (int l = 0; l < cost.length; l++) {
            JsonNode layer = layers.get(l);
            List<String> names =
                    space.layers().get(l).candidates().stream().map(Block::name).toList();
            TreeSet<String> given = new TreeSet<>();
            layer.fieldNames().forEachRemaining(given::add);
            Check.that(
                    given.equals(new TreeSet<>(names)),
                    "Table %s: layer %d has blocks %s, but space %s has %s there",
                    file,
                    l,
                    given,
                    space.name(),
                    names);
            cost[l] = costs(file, l, layer, names);
        }
        return cost;
    }

    private static double[] costs(Path file, int index, JsonNode layer, List<String> names) {
        return names.stream()
                .mapToDouble(name -> number(file, layer.get(name), "layer " + index + " block " + name))
                .toArray();
    }

    static String text(Path file, JsonNode root, String key) {
        Check.that(root.get(key).isTextual(), "Table %s: '%s' must be text, got %s", file, key, root.get(key));
        return root.get(key).textValue();
    }

    static double number(Path file, JsonNode node, String where) {
        Check.that(
                node.isNumber() && Double.isFinite(node.doubleValue()),
                "Table %s: %s must be a number, got %s",
                file,
                where,
                node);
        return node.doubleValue();
    }
}
