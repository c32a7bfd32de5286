package org.osnas.core.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.internal.file.DataJson;
import org.osnas.core.run.Version;
import org.osnas.core.run.WeightOrigin;

/**
 * All that is needed to use a network that was exported, and where it comes from: {@code network.json} beside a SameDiff
 * file, the metadata of an ONNX file.
 *
 * @param osnas version that wrote it
 * @param space name of the search space
 * @param fingerprint of the search space
 * @param outputs names and shapes, for one image, height by width by channels
 * @param costs by metric
 * @param seed of the run
 * @param weights how they were trained
 * @param steps training steps behind them, but for those of a supernet
 * @param data what the network is fed with, and what it answers
 */
public record NetworkInfo(
        String osnas,
        String space,
        String fingerprint,
        Architecture architecture,
        Map<String, Shape> outputs,
        Map<String, Double> costs,
        long seed,
        WeightOrigin weights,
        long steps,
        DataDescription data) {

    public NetworkInfo {
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        costs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(costs));
    }

    /** Of an architecture of a space, written by this version. */
    public static NetworkInfo of(
            SearchSpace space,
            Architecture architecture,
            Map<String, Double> costs,
            long seed,
            WeightOrigin weights,
            long steps,
            DataDescription data) {
        return new NetworkInfo(
                Version.osnas(),
                space.name(),
                space.fingerprint(),
                space.canonical(architecture),
                space.outputs(),
                costs,
                seed,
                weights,
                steps,
                data);
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("osnas", osnas);
        node.put("space", space);
        node.put("fingerprint", fingerprint);
        node.put("architecture", architecture.toString());
        ObjectNode shapes = node.putObject("outputs");
        outputs.forEach((name, shape) -> shapes.put(name, shape.toString()));
        ObjectNode cost = node.putObject("cost");
        costs.forEach(cost::put);
        node.put("seed", seed);
        node.put("weights", weights.word());
        node.put("steps", steps);
        node.set("data", DataJson.write(data));
        return node;
    }

    /**
     * The same as texts by name: JSON where a value is not a text or number. The names of classes stand there once more,
     * a line each under {@code names}, for programs that read no JSON.
     */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        json().properties()
                .forEach(field -> texts.put(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
        texts.put("names", String.join("\n", data.names()));
        return texts;
    }

    /** The JSON that {@link #texts} was made of. */
    public static ObjectNode json(Map<String, String> texts) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        texts.forEach((key, text) -> node.set(key, value(text)));
        return node;
    }

    private static JsonNode value(String text) {
        if (text.startsWith("{")) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (JsonProcessingException e) {
                return TextNode.valueOf(text);
            }
        }
        return TextNode.valueOf(text);
    }

    /**
     * What {@link #json} wrote.
     *
     * @param name of the text, for messages
     * @throws BadInputException if it is something else
     */
    public static NetworkInfo read(String name, JsonNode json) {
        for (String key : new String[] {"osnas", "space", "architecture", "outputs", "data"}) {
            if (!json.has(key)) {
                throw new BadInputException(
                        name + " does not say what the network is: '" + key + "' is missing. Export it again");
            }
        }
        Map<String, Shape> outputs = new LinkedHashMap<>();
        json.get("outputs")
                .properties()
                .forEach(field ->
                        outputs.put(field.getKey(), Shape.parse(field.getValue().asText())));
        Map<String, Double> costs = new LinkedHashMap<>();
        json.path("cost")
                .properties()
                .forEach(field -> costs.put(field.getKey(), field.getValue().asDouble()));
        return new NetworkInfo(
                json.get("osnas").asText(),
                json.get("space").asText(),
                json.path("fingerprint").asText(),
                Architecture.parse(json.get("architecture").asText()),
                outputs,
                costs,
                json.path("seed").asLong(),
                WeightOrigin.ofWord(json.path("weights").asText()),
                json.path("steps").asLong(),
                DataJson.read(name, json.get("data")));
    }
}
