package org.osnas.core.internal.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.WholeNumbers;

/** How architectures, scores and costs stand in the JSON files of a run. */
public final class ValueJson {

    private ValueJson() {}

    /** The choices of an architecture. */
    public static ArrayNode choices(Architecture architecture) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        for (int choice : architecture.toArray()) {
            node.add(choice);
        }
        return node;
    }

    /** A score; {@code null} for one that failed. */
    public static void putScore(ObjectNode node, String key, double score) {
        if (Double.isNaN(score)) {
            node.putNull(key);
        } else {
            node.put(key, score);
        }
    }

    /** The score that {@link #putScore} wrote. */
    public static double score(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    /** Values by name, in the order of the names; whole numbers without a decimal point. */
    public static void putNumbers(ObjectNode node, Map<String, Double> values) {
        new TreeMap<>(values).forEach((name, value) -> {
            if (WholeNumbers.exact(value)) {
                node.put(name, value.longValue());
            } else {
                node.put(name, value);
            }
        });
    }
}
