package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One supernet, and what it says of all architectures.
 *
 * @param label of the way in which it was trained and scores
 * @param seed of its run
 * @param passes forward-backward passes of its training
 * @param seconds that its training took
 * @param scores in the order of the architectures; not-a-number for those that failed
 */
public record RankingCell(String label, long seed, long passes, double seconds, List<Double> scores) {

    public RankingCell {
        scores = List.copyOf(scores);
    }

    /** A line of a log. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("training", label);
        node.put("seed", seed);
        node.put("passes", passes);
        node.put("seconds", seconds);
        ArrayNode list = node.putArray("scores");
        scores.forEach(score -> {
            if (Double.isNaN(score)) {
                list.addNull();
            } else {
                list.add(score);
            }
        });
        return node;
    }

    /** What {@link #json} wrote. */
    public static RankingCell parse(JsonNode node) {
        List<Double> scores = new ArrayList<>();
        node.path("scores").forEach(score -> scores.add(score.isNull() ? Double.NaN : score.asDouble()));
        return new RankingCell(
                node.path("training").asText(),
                node.path("seed").asLong(),
                node.path("passes").asLong(),
                node.path("seconds").asDouble(),
                scores);
    }
}
