package org.osnas.core.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.text.TextFile;
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

    private static final long MOST_MEGABYTES = 100;

    static final String FORMAT = "osnas-lookup-table";
    static final int VERSION = 1;

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
        return TableReader.read(file, root, space);
    }

    /**
     * Reads a table without its space, to look at it. What depends on costs reads it for its space, by {@link #read}.
     *
     * @throws BadInputException if the file is missing, damaged or of another version
     */
    public static Stored show(Path file) {
        return TableReader.show(file, parse(file));
    }

    private static JsonNode parse(Path file) {
        try {
            String text = TextFile.read(file, MOST_MEGABYTES);
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
        } catch (JsonProcessingException e) {
            throw new BadInputException(
                    "Table " + file + " is damaged or not JSON: " + e.getOriginalMessage() + ". Build the table again.",
                    e);
        } catch (IOException e) {
            throw new BadInputException("Table " + file + " cannot be read: " + e, e);
        }
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
