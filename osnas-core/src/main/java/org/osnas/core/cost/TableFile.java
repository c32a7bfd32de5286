package org.osnas.core.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lookup table as a JSON file that a person can read, edit and make elsewhere:
 *
 * <pre>{@code
 * {"format": "osnas-lookup-table", "version": 1, "metric": "latency", "unit": "ms",
 *  "space": "fbnet-s", "input": "32x32x3", "fingerprint": "…", "base": 0.4,
 *  "layers": [{"k3e1": 0.1, "k3e3": 0.25, "skip": 0}, …]}
 * }</pre>
 *
 * <p>A table that OSNAS wrote ends with a {@code crc}. The folder of a run must have the table as it was written; elsewhere
 * a table that was changed afterwards is read, with a line that says so, and one without is as good.
 *
 * <p>Reading is strict: a table of another version, space or input is refused, and so is a key that is missing or
 * unknown. Blocks are found by name, so their order does not matter. Optional keys: {@code "combination": "max"} for a
 * metric that is a peak, {@code "stages": [6, 6, 1]} where neighbouring layers choose interchangeably, {@code "measured": {"batch": 1, "threads": 2, "backend":
 * "CpuBackend"}}, and {@code "correction": {"scale": 1.1,
 * "offset": 0.02}}, which readers apply to all costs; {@code base} and {@code layers} are without it.
 */
public final class TableFile {

    private static final String FORMAT = "osnas-lookup-table";
    private static final int VERSION = 1;
    private static final List<String> KEYS =
            List.of("format", "version", "metric", "unit", "space", "input", "fingerprint", "base", "layers");

    private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TableFile() {}

    /** Name of the file of a metric in a folder of tables: {@code table-macs.json}. */
    public static String name(Metric metric) {
        return name(metric.name());
    }

    /** Name of the file of a metric, by the metric's name. */
    public static String name(String metric) {
        return "table-" + metric + ".json";
    }

    /**
     * Writes the table, replacing the file at once or not at all.
     *
     * @throws BadInputException if the table was made for another space
     */
    public static void write(Path file, LookupTable table, SearchSpace space) throws IOException {
        AtomicFile.writeText(file, CheckedText.document(json(table, space)));
    }

    /**
     * The content of the file of a table.
     *
     * @throws BadInputException if the table was made for another space
     */
    public static ObjectNode json(LookupTable table, SearchSpace space) {
        table.requireFor(space);
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.put("metric", table.metric().name());
        root.put("unit", table.metric().unit());
        root.put("space", table.space());
        root.put("input", table.input().toString());
        root.put("fingerprint", table.fingerprint());
        TableExtras.write(table, root);
        LookupTable raw = table.raw();
        root.put("base", raw.base());
        ArrayNode layers = root.putArray("layers");
        for (int l = 0; l < table.depth(); l++) {
            ObjectNode layer = layers.addObject();
            for (int c = 0; c < table.size(l); c++) {
                layer.put(space.candidate(l, c).name(), raw.blockCost(l, c));
            }
        }
        return root;
    }

    /**
     * Reads a table for a space.
     *
     * @throws BadInputException if the file is missing, damaged, of another version, or made for another space or
     *     input; the message names both
     */
    public static LookupTable read(Path file, SearchSpace space) {
        return read(file, parse(file), space);
    }

    /**
     * As {@link #read(Path, SearchSpace)}, for a file whose content is known.
     *
     * @param file for messages
     */
    public static LookupTable read(Path file, JsonNode root, SearchSpace space) {
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

    /**
     * Reads a table without its space, to look at it. What depends on costs reads it for its space, by {@link #read}.
     *
     * @throws BadInputException if the file is missing, damaged or of another version
     */
    public static Stored show(Path file) {
        JsonNode root = parse(file);
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
        return new Stored(TableExtras.apply(file, root, TableExtras.withStages(file, root, table)), blocks);
    }

    private static JsonNode parse(Path file) {
        try {
            String text = Files.readString(file);
            JsonNode root = JSON.readTree(text);
            if (CheckedText.edited(text)) {
                LOG.warn(
                        "Table {} was changed after OSNAS wrote it. If that is meant, take out its '{}'.",
                        file,
                        CheckedText.KEY);
            }
            return root;
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no table " + file + ". Build it first.", e);
        } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "it is not text";
            throw new BadInputException(
                    "Table " + file + " is damaged or not JSON: " + why + ". Build the table again.", e);
        } catch (IOException e) {
            throw new BadInputException("Table " + file + " cannot be read: " + e, e);
        }
    }

    private static void checkHeader(Path file, JsonNode root) {
        Check.that(
                root.isObject() && root.path("format").asText().equals(FORMAT),
                "%s is not a lookup table: its format is '%s', expected '%s'",
                file,
                root.path("format").asText("missing"),
                FORMAT);
        Check.that(
                root.path("version").isInt() && root.get("version").intValue() == VERSION,
                "Table %s has version %s, but this release reads version %d. Build the table again.",
                file,
                root.path("version").asText("missing"),
                VERSION);
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

    /**
     * A table as it stands in its file, with the names of its blocks; its space need not be at hand.
     *
     * @param blocks names by layer, in the order of the file
     */
    public record Stored(LookupTable table, List<List<String>> blocks) {

        public Stored {
            blocks = blocks.stream().map(List::copyOf).toList();
        }
    }
}
