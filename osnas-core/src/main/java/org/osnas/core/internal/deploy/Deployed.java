package org.osnas.core.internal.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.cost.Conditions;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.run.WeightOrigin;

/**
 * A file that a network of a run was written to: a line of {@value DeployedLog#FILE}.
 *
 * @param file relative to the run's folder if it lies in it, else absolute where it was written
 * @param format {@code onnx}, {@code samediff} or {@code dl4j}
 * @param bits of weights and activations: 32 or 8
 * @param steps training steps behind the weights, but for those of the supernet
 * @param score what people call the score of the task
 * @param figures of the file
 * @param floats of the same network in floats, if the file has eight bits
 */
public record Deployed(
        String file,
        String format,
        int bits,
        Architecture architecture,
        WeightOrigin weights,
        long steps,
        String score,
        Figures figures,
        Optional<Figures> floats) {

    /**
     * How large, good and fast a network is.
     *
     * @param bytes of its file
     * @param test score on the test split, if the network was evaluated
     * @param latency where it was measured; none where nothing was
     */
    public record Figures(long bytes, OptionalDouble test, List<Latency> latency) {

        public Figures {
            latency = List.copyOf(latency);
        }
    }

    /**
     * The time of a pass.
     *
     * @param conditions batch, threads and runtime
     * @param measured milliseconds
     * @param predicted milliseconds by the run's table, if that was measured under the same conditions
     */
    public record Latency(Conditions conditions, double measured, OptionalDouble predicted) {}

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file);
        node.put("format", format);
        node.put("bits", bits);
        node.set("architecture", ValueJson.choices(architecture));
        node.put("weights", weights.word());
        node.put("steps", steps);
        node.put("score_name", score);
        node.set("figures", json(figures));
        floats.ifPresent(f -> node.set("floats", json(f)));
        return node;
    }

    private static ObjectNode json(Figures figures) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("bytes", figures.bytes());
        figures.test().ifPresent(value -> node.put("test_score", value));
        ArrayNode latency = node.putArray("latency");
        for (Latency one : figures.latency()) {
            ObjectNode entry = latency.addObject();
            one.conditions().backend().ifPresent(runtime -> entry.put("runtime", runtime));
            entry.put("batch", one.conditions().batch());
            entry.put("threads", one.conditions().threads());
            entry.put("measured_ms", one.measured());
            one.predicted().ifPresent(value -> entry.put("predicted_ms", value));
        }
        return node;
    }

    static Deployed read(JsonNode node) {
        return new Deployed(
                node.path("file").asText(),
                node.path("format").asText(),
                node.path("bits").asInt(),
                Architecture.parse(node.path("architecture").toString()),
                WeightOrigin.ofWord(node.path("weights").asText()),
                node.path("steps").asLong(),
                node.path("score_name").asText(),
                figures(node.path("figures")),
                node.has("floats") ? Optional.of(figures(node.path("floats"))) : Optional.empty());
    }

    private static Figures figures(JsonNode node) {
        List<Latency> latency = new ArrayList<>();
        for (JsonNode entry : node.path("latency")) {
            Conditions conditions = new Conditions(
                    entry.path("batch").asInt(), entry.path("threads").asInt());
            latency.add(new Latency(
                    entry.has("runtime") ? conditions.on(entry.path("runtime").asText()) : conditions,
                    entry.path("measured_ms").asDouble(),
                    number(entry, "predicted_ms")));
        }
        return new Figures(node.path("bytes").asLong(), number(node, "test_score"), latency);
    }

    private static OptionalDouble number(JsonNode node, String key) {
        return node.path(key).isNumber() ? OptionalDouble.of(node.path(key).asDouble()) : OptionalDouble.empty();
    }
}
