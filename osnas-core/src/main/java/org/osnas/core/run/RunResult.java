package org.osnas.core.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.internal.file.ValueJson;

/**
 * What a run found.
 *
 * @param winner the trial of the architecture with the best validation score after retraining
 * @param retrained all finalists, in the order in which they were retrained
 * @param top best trials, best first
 * @param objectives what the search was about
 * @param front trials that no other dominates, by rising cost of the first metric; empty if the score alone counts
 * @param early what early stop saved, if it was on
 * @param seconds by phase: {@code supernet}, {@code search}, {@code retrain}
 */
public record RunResult(
        SearchSpace space,
        Budget budget,
        long seed,
        Trial winner,
        List<Retrained> retrained,
        List<Trial> top,
        Objectives objectives,
        List<Trial> front,
        Optional<EarlyStops> early,
        Map<String, Double> seconds) {

    /**
     * An architecture after training from scratch.
     *
     * @param validation score on the validation split, which decides
     * @param test score on the test split, which decides nothing
     */
    public record Retrained(Architecture architecture, double validation, double test) {}

    public RunResult {
        retrained = List.copyOf(retrained);
        top = List.copyOf(top);
        front = List.copyOf(front);
        seconds = Map.copyOf(seconds);
    }

    /** The winner after retraining. */
    public Retrained network() {
        return retrained.stream()
                .filter(r -> r.architecture().equals(winner.architecture()))
                .findFirst()
                .orElseThrow();
    }

    /** The content of {@code result.json}. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("space", space.name());
        node.set("architecture", ValueJson.choices(winner.architecture()));
        ValueJson.putNumbers(node.putObject("cost"), winner.costs());
        ObjectNode ranges = node.putObject("budget");
        budget.ranges()
                .forEach((metric, range) ->
                        ranges.putArray(metric).add(range.min()).add(range.max()));
        node.put("score", winner.score());
        node.put("test_accuracy", network().test());
        node.put("validation_accuracy", network().validation());
        node.put("seed", seed);
        putTrials(node.putArray("top"), top);
        if (objectives.several()) {
            ArrayNode names = node.putArray("objectives");
            Stream.concat(Stream.of("score"), objectives.metrics().stream()).forEach(names::add);
            putTrials(node.putArray("front"), front);
        }
        early.ifPresent(stops -> node.putObject("early_stop")
                .put("stopped", stops.stopped())
                .put("trials", stops.trials())
                .put("saved", stops.saved()));
        ArrayNode finalists = node.putArray("finalists");
        for (Retrained one : retrained) {
            ObjectNode entry = finalists.addObject();
            entry.set("architecture", ValueJson.choices(one.architecture()));
            entry.put("validation_accuracy", one.validation());
        }
        ObjectNode times = node.putObject("seconds");
        for (String phase : List.of("supernet", "search", "retrain")) {
            times.put(phase, Math.round(seconds.getOrDefault(phase, 0.0) * 1000) / 1000.0);
        }
        return node;
    }

    private static void putTrials(ArrayNode array, List<Trial> trials) {
        for (Trial trial : trials) {
            ObjectNode entry = array.addObject();
            entry.set("architecture", ValueJson.choices(trial.architecture()));
            entry.put("score", trial.score());
            ValueJson.putNumbers(entry.putObject("cost"), trial.costs());
        }
    }
}
