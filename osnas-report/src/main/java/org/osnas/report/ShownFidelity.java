package org.osnas.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.core.fidelity.FidelityAgent;
import org.osnas.core.run.RunStore;

/**
 * How well a scorer ranks, as it was measured and kept in a run.
 *
 * @param scorer what ranked: {@value #OWN} for the run's own, or the name of another one
 * @param metric of the costs of the pairs
 * @param measures with their intervals; not-a-number where there is none
 * @param pairs with architecture, score, accuracy and cost
 */
public record ShownFidelity(String scorer, String metric, List<Measure> measures, List<Map<String, Object>> pairs) {

    /** Of the run's own scorer. */
    static final String OWN = "run";

    private static final String OF = "tau_b_of_";

    /** A number with its interval. */
    public record Measure(String name, double value, double low, double high) {}

    /** All that a run keeps. */
    static List<ShownFidelity> of(RunStore store) throws IOException {
        List<ShownFidelity> all = new ArrayList<>();
        for (String file : store.documents(FidelityAgent.FOLDER + "/")) {
            String name = file.substring(FidelityAgent.FOLDER.length() + 1, file.length() - ".json".length());
            all.add(read(
                    name.equals(FidelityAgent.FOLDER) ? OWN : name,
                    store.json(file).orElseThrow()));
        }
        return all;
    }

    private static ShownFidelity read(String scorer, JsonNode json) {
        List<Measure> measures = new ArrayList<>();
        String metric = "cost";
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            JsonNode value = entry.getValue();
            if (value.has("value")) {
                measures.add(new Measure(
                        entry.getKey(), number(value, "value"), number(value, "low"), number(value, "high")));
                if (entry.getKey().startsWith(OF) && !entry.getKey().endsWith("_in_bands")) {
                    metric = entry.getKey().substring(OF.length());
                }
            }
        }
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (JsonNode pair : json.path("pairs")) {
            pairs.add(Map.of(
                    "architecture",
                    Architecture.parse(pair.path("architecture").toString()).toString(),
                    "score",
                    number(pair, "score"),
                    "accuracy",
                    number(pair, "accuracy"),
                    "cost",
                    number(pair, "cost")));
        }
        return new ShownFidelity(scorer, metric, measures, pairs);
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).asDouble() : Double.NaN;
    }
}
