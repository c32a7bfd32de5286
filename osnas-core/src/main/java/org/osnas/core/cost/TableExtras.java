package org.osnas.core.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/** The keys of a table's file that only some tables need. */
final class TableExtras {

    private static final String COMBINATION = "combination";
    private static final String MEASURED = "measured";
    private static final String CORRECTION = "correction";
    private static final String STAGES = "stages";

    static final List<String> KEYS = List.of(COMBINATION, STAGES, MEASURED, CORRECTION);

    private TableExtras() {}

    /** Writes those that the table needs. */
    static void write(LookupTable table, ObjectNode root) {
        if (table.metric().combination() != Combination.SUM) {
            root.put(COMBINATION, word(table.metric().combination()));
        }
        if (table.stageSizes().size() < table.depth()) {
            ArrayNode stages = root.putArray(STAGES);
            table.stageSizes().forEach(stages::add);
        }
        table.conditions().ifPresent(c -> {
            ObjectNode measured =
                    root.putObject(MEASURED).put("batch", c.batch()).put("threads", c.threads());
            c.backend().ifPresent(name -> measured.put("backend", name));
        });
        Correction correction = table.correction();
        if (!correction.equals(Correction.NONE)) {
            root.putObject(CORRECTION).put("scale", correction.scale()).put("offset", correction.offset());
        }
    }

    static Metric metric(Path file, JsonNode root) {
        Combination combination = Combination.SUM;
        if (root.has(COMBINATION)) {
            String word = TableReader.text(file, root, COMBINATION);
            combination = Arrays.stream(Combination.values())
                    .filter(c -> word(c).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(
                            "Table " + file + ": 'combination' must be sum or max, got '" + word + "'"));
        }
        return new Metric(TableReader.text(file, root, "metric"), TableReader.text(file, root, "unit"), combination);
    }

    private static String word(Combination combination) {
        return combination.name().toLowerCase(Locale.ROOT);
    }

    /** With the stages of the file, for a reader that has no space to take them from. */
    static LookupTable withStages(Path file, JsonNode root, LookupTable table) {
        if (!root.has(STAGES)) {
            return table;
        }
        List<Integer> stages = new ArrayList<>();
        for (JsonNode size : root.get(STAGES)) {
            stages.add((int) TableReader.number(file, size, STAGES));
        }
        return table.withStages(stages);
    }

    /** With what the other optional keys say. */
    static LookupTable apply(Path file, JsonNode root, LookupTable table) {
        LookupTable result = table;
        if (root.has(MEASURED)) {
            int[] values = new int[2];
            for (int i = 0; i < 2; i++) {
                String key = i == 0 ? "batch" : "threads";
                JsonNode node = root.get(MEASURED).path(key);
                Check.that(
                        node.canConvertToInt() && node.isInt(),
                        "Table %s: measured.%s must be a whole number, got %s",
                        file,
                        key,
                        node);
                values[i] = node.intValue();
            }
            Conditions conditions = new Conditions(values[0], values[1]);
            result = result.measuredUnder(
                    root.get(MEASURED).has("backend")
                            ? conditions.on(TableReader.text(file, root.get(MEASURED), "backend"))
                            : conditions);
        }
        if (root.has(CORRECTION)) {
            JsonNode node = root.get(CORRECTION);
            result = result.corrected(new Correction(
                    TableReader.number(file, node.path("scale"), "correction.scale"),
                    TableReader.number(file, node.path("offset"), "correction.offset")));
        }
        return result;
    }
}
