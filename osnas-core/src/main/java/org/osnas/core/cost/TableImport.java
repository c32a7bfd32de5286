package org.osnas.core.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.text.CsvTable;
import org.osnas.text.TextFile;
import org.osnas.text.TextNumber;

/**
 * Reads costs that were found elsewhere, on a phone say, into a lookup table. As CSV, with the cost of stem and head in a
 * line {@code base}:
 *
 * <pre>{@code
 * layer,block,value
 * base,,0.41
 * 0,k3e1,0.10
 * 0,k3e3,0.25
 * }</pre>
 *
 * <p>or as JSON, {@code {"base": 0.41, "blocks": [{"layer": 0, "block": "k3e1", "value": 0.10}, …]}}. The order does not
 * matter. What is missing, unknown or given twice is refused by name.
 */
public final class TableImport {

    private static final List<String> COLUMNS = List.of("layer", "block", "value");
    private static final String BASE = "base";
    private static final int NAMED = 5;

    /** A table of a large space has some thousand lines. */
    private static final long MOST_MEGABYTES = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One cost; {@code layer} is a number or {@code base}. */
    private record Entry(String place, String layer, String block, double value) {}

    private final Path file;
    private final SearchSpace space;
    private final Metric metric;

    private TableImport(Path file, Metric metric, SearchSpace space) {
        this.file = file;
        this.metric = metric;
        this.space = space;
    }

    /**
     * @param file JSON if its name ends in {@code .json}, else CSV
     * @throws BadInputException if it cannot be read, or does not hold exactly one cost for each block of the space and
     *     the base
     */
    public static LookupTable read(Path file, Metric metric, SearchSpace space) {
        TableImport reader = new TableImport(file, metric, space);
        try {
            String text = TextFile.read(file, MOST_MEGABYTES);
            return reader.table(file.toString().endsWith(".json") ? reader.json(text) : reader.csv(text));
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** All costs of a table as lines of CSV that {@link #read} takes, corrected if the table is. */
    public static String csv(TableFile.Stored stored) {
        LookupTable table = stored.table();
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        text.append(CSVFormat.DEFAULT.format(BASE, "", table.base())).append('\n');
        for (int l = 0; l < table.depth(); l++) {
            for (int c = 0; c < table.size(l); c++) {
                text.append(CSVFormat.DEFAULT.format(l, stored.blocks().get(l).get(c), table.blockCost(l, c)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private List<Entry> csv(String text) {
        CsvTable table = CsvTable.parse(file.toString(), text);
        Check.that(
                table.header().equals(COLUMNS),
                "%s: the first line must be layer,block,value, got %s",
                file,
                String.join(",", table.header()));
        return table.rows().stream()
                .map(row -> new Entry(row.place(), row.cell(0), row.cell(1), cost(table, row)))
                .toList();
    }

    private double cost(CsvTable table, CsvTable.Row row) {
        return notNegative(row.place(), table.number(row, 2, metric.unit()));
    }

    private static double notNegative(String place, double value) {
        Check.that(value >= 0, "%s: the value must be a number of 0 or more, got '%s'", place, value);
        return value;
    }

    private List<Entry> json(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        Set<String> keys = keys(root);
        Check.that(
                keys.equals(Set.of(BASE, "blocks")) && root.get("blocks").isArray(),
                "%s must be {\"base\": …, \"blocks\": [{\"layer\": …, \"block\": …, \"value\": …}, …]}, got keys %s",
                file,
                keys);
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(file.toString(), BASE, "", cost(file.toString(), root.get(BASE))));
        for (JsonNode node : root.get("blocks")) {
            String place = file + " entry " + entries.size();
            Check.that(
                    keys(node).equals(Set.copyOf(COLUMNS)), "%s must have layer, block and value, got %s", place, node);
            entries.add(new Entry(
                    place, node.get("layer").asText(), node.get("block").asText(), cost(place, node.get("value"))));
        }
        return entries;
    }

    private double cost(String place, JsonNode value) {
        return notNegative(place, TextNumber.parse(place + ": 'value'", value.asText(), metric.unit()));
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private LookupTable table(List<Entry> entries) {
        // Not a number where nothing was given yet; an entry is a number.
        double base = Double.NaN;
        double[][] cost = new double[space.depth()][];
        for (int l = 0; l < cost.length; l++) {
            cost[l] = new double[space.layers().get(l).size()];
            Arrays.fill(cost[l], Double.NaN);
        }
        for (Entry entry : entries) {
            double value = entry.value();
            if (entry.layer().equals(BASE)) {
                Check.that(Double.isNaN(base), "%s: the base is given twice", entry.place());
                base = value;
                continue;
            }
            int l = layer(entry);
            int c = candidate(entry, l);
            Check.that(
                    Double.isNaN(cost[l][c]), "%s: layer %d block %s is given twice", entry.place(), l, entry.block());
            cost[l][c] = value;
        }
        List<String> missing = new ArrayList<>();
        if (Double.isNaN(base)) {
            missing.add("base (stem and head)");
        }
        for (int l = 0; l < cost.length; l++) {
            for (int c = 0; c < cost[l].length; c++) {
                if (Double.isNaN(cost[l][c])) {
                    missing.add("layer " + l + " block " + space.candidate(l, c).name());
                }
            }
        }
        Check.that(
                missing.isEmpty(),
                "%s lacks %s%s of space %s",
                file,
                String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))),
                missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "",
                space.name());
        return LookupTable.of(metric, base, cost, space);
    }

    private int layer(Entry entry) {
        Check.that(
                entry.layer().matches("\\d{1,6}") && Integer.parseInt(entry.layer()) < space.depth(),
                "%s: the layer must be 0 to %d or base, got '%s'",
                entry.place(),
                space.depth() - 1,
                entry.layer());
        return Integer.parseInt(entry.layer());
    }

    private int candidate(Entry entry, int layer) {
        List<String> names =
                space.layers().get(layer).candidates().stream().map(Block::name).toList();
        Check.that(
                names.contains(entry.block()),
                "%s: layer %d of space %s has no block '%s'. It has %s",
                entry.place(),
                layer,
                space.name(),
                entry.block(),
                String.join(", ", names));
        return names.indexOf(entry.block());
    }
}
