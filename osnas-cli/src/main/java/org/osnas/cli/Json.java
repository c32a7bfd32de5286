package org.osnas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.WholeNumbers;

/** The JSON that commands print. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode of(Architecture architecture) {
        ArrayNode choices = array();
        for (int choice : architecture.toArray()) {
            choices.add(choice);
        }
        return choices;
    }

    static ArrayNode of(Shape shape) {
        return array().add(shape.height()).add(shape.width()).add(shape.channels());
    }

    /** Costs by metric name; whole numbers without a decimal point. */
    static ObjectNode costs(ObjectNode into, Map<String, Double> costs) {
        costs.forEach((metric, cost) -> {
            if (WholeNumbers.exact(cost)) {
                into.put(metric, cost.longValue());
            } else {
                into.put(metric, cost);
            }
        });
        return into;
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree must be writable", e);
        }
    }
}
