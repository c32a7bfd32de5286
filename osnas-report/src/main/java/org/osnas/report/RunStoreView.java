package org.osnas.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Run;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;

/** What a run has kept, in a folder or in memory, as a {@link RunView}. */
final class RunStoreView {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EVALUATION = "evaluate-";

    private final Run run;
    private final RunStore store;
    private final JsonNode result;

    private RunStoreView(Run run, RunStore store, JsonNode result) {
        this.run = run;
        this.store = store;
        this.result = result;
    }

    /** Empty if the run is not finished. */
    static Optional<RunView> of(Run run, RunStore store) throws IOException {
        Optional<JsonNode> result = store.result();
        return result.isPresent() ? Optional.of(new RunStoreView(run, store, result.get()).view()) : Optional.empty();
    }

    private RunView view() throws IOException {
        Architecture chosen = architecture(result);
        Map<String, List<LossCurve.Point>> losses = new LinkedHashMap<>();
        losses.put("the supernet", LossCurve.of(store.checkpoint("supernet")));
        WeightOrigin weights = weights(result);
        switch (weights) {
            case RETRAINED -> losses.put(chosen + " from scratch", LossCurve.of(store.retraining(chosen)));
            case FINETUNED -> losses.put(chosen + " on from the supernet", LossCurve.of(store.finetuning(chosen)));
            case INHERITED -> {}
        }
        return new RunView(
                run.space(),
                new RunView.Chosen(
                        chosen,
                        result.path("score").asDouble(),
                        weights,
                        score(result, "validation"),
                        score(result, "test"),
                        numbers(result.path("cost"))),
                search(),
                trainings(chosen),
                losses,
                new RunView.Origin(
                        result.path("seed").asLong(),
                        numbers(result.path("seconds")),
                        run.description().text(),
                        environment()),
                new RunView.Shown(
                        result.path("score_name").asText("accuracy"),
                        numbers(result.path("metrics").path("test")),
                        store.json(RunStore.EXHIBITS).map(ShownExhibit::read).orElse(List.of())));
    }

    private RunView.Search search() throws IOException {
        JsonNode early = result.path("early_stop");
        return new RunView.Search(
                run.searchStrategy().name(),
                run.search().budget().ranges(),
                store.trials().entries().stream().map(TrialLog.Entry::trial).toList(),
                trials(result.path("top")),
                run.searchStrategy().it().objectives().metrics(),
                trials(result.path("front")),
                early.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new RunView.Early(
                                early.path("stopped").asInt(),
                                early.path("saved").asDouble())));
    }

    // Only the winner's test accuracy is known: the test split decides nothing.
    private List<RunView.Training> trainings(Architecture chosen) throws IOException {
        List<RunView.Training> trainings = new ArrayList<>();
        for (JsonNode entry : result.path("finalists")) {
            Architecture architecture = architecture(entry);
            trainings.add(new RunView.Training(
                    architecture,
                    weights(result),
                    Optional.empty(),
                    score(entry, "validation"),
                    architecture.equals(chosen) ? OptionalDouble.of(score(result, "test")) : OptionalDouble.empty()));
        }
        for (String name : store.documents(EVALUATION)) {
            JsonNode entry = store.json(name).orElseThrow();
            trainings.add(new RunView.Training(
                    architecture(entry),
                    weights(entry),
                    Optional.of(entry.path("steps").asLong()),
                    score(entry, "validation"),
                    OptionalDouble.of(score(entry, "test"))));
        }
        return trainings;
    }

    /** The score on a split; older versions called it accuracy. */
    private static double score(JsonNode entry, String split) {
        return entry.path(split + "_score")
                .asDouble(entry.path(split + "_accuracy").asDouble());
    }

    private static WeightOrigin weights(JsonNode entry) {
        return WeightOrigin.ofWord(entry.path("weights").asText(WeightOrigin.RETRAINED.word()));
    }

    private String environment() throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(store.json(RunStore.ENVIRONMENT).orElseThrow());
    }

    private static List<Trial> trials(JsonNode array) {
        List<Trial> trials = new ArrayList<>();
        for (JsonNode entry : array) {
            trials.add(new Trial(
                    trials.size(), architecture(entry), entry.path("score").asDouble(), numbers(entry.path("cost"))));
        }
        return trials;
    }

    private static Architecture architecture(JsonNode entry) {
        return Architecture.parse(entry.path("architecture").toString());
    }

    private static Map<String, Double> numbers(JsonNode object) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        object.properties().forEach(e -> numbers.put(e.getKey(), e.getValue().asDouble()));
        return numbers;
    }
}
