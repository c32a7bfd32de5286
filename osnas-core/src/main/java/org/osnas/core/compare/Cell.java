package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.ValueJson;

/**
 * One search of the grid: a strategy with a seed.
 *
 * @param label of the strategy
 * @param seed number of the seed, from 0
 * @param failure why it has no result; empty if it has one
 * @param evaluations how many architectures it scored
 * @param steps the best so far, each time that it changed
 */
public record Cell(String label, int seed, Optional<String> failure, int evaluations, List<Step> steps) {

    /**
     * A new best architecture.
     *
     * @param evaluations how many were scored by then, it among them
     * @param score what the search saw
     * @param value what is reported
     */
    public record Step(int evaluations, Architecture architecture, double score, double value) {}

    public Cell {
        steps = List.copyOf(steps);
    }

    static Cell failed(String label, int seed, String reason) {
        return new Cell(label, seed, Optional.of(reason), 0, List.of());
    }

    /** Value of what the search had found after so many evaluations; not-a-number if nothing by then. */
    public double value(int after) {
        double value = Double.NaN;
        for (Step step : steps) {
            if (step.evaluations() <= after) {
                value = step.value();
            }
        }
        return value;
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("strategy", label);
        node.put("seed", seed);
        node.put("status", failure.isPresent() ? "failed" : "done");
        failure.ifPresent(reason -> node.put("reason", reason));
        node.put("evaluations", evaluations);
        ArrayNode best = node.putArray("best");
        for (Step step : steps) {
            ObjectNode entry = best.addObject();
            entry.put("evaluations", step.evaluations());
            entry.set("architecture", ValueJson.choices(step.architecture()));
            entry.put("score", step.score());
            ValueJson.putScore(entry, "value", step.value());
        }
        return node;
    }

    static Cell parse(JsonNode node) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode entry : node.path("best")) {
            steps.add(new Step(
                    entry.path("evaluations").asInt(),
                    Architecture.parse(entry.path("architecture").toString()),
                    ValueJson.score(entry.path("score")),
                    ValueJson.score(entry.path("value"))));
        }
        return new Cell(
                node.path("strategy").asText(),
                node.path("seed").asInt(),
                node.has("reason") ? Optional.of(node.path("reason").asText()) : Optional.empty(),
                node.path("evaluations").asInt(),
                steps);
    }
}
