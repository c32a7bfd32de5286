package org.osnas.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.OptimizerSettings;
import org.osnas.core.internal.deploy.Deployed;
import org.osnas.core.internal.deploy.DeployedLog;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stats.Interval;

/** What a run has kept, in a folder or in memory, as a {@link RunView}. */
final class RunStoreView {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EVALUATION = "evaluate-";

    private final RunFacts facts;
    private final RunStore store;
    private final JsonNode result;

    private RunStoreView(RunFacts facts, RunStore store, JsonNode result) {
        this.facts = facts;
        this.store = store;
        this.result = result;
    }

    static RunView of(RunFacts facts, RunStore store) throws IOException {
        return new RunStoreView(facts, store, store.result().orElse(MissingNode.getInstance())).view();
    }

    private RunView view() throws IOException {
        Optional<RunView.Chosen> chosen = chosen();
        return new RunView(
                facts.space(),
                chosen,
                search(),
                trainings(),
                curves(chosen),
                facts.tables(),
                new RunView.Origin(facts.seed(), numbers(result.path("seconds")), facts.description(), environment()),
                new RunView.Shown(
                        result.path("score_name").asText(RunView.ACCURACY),
                        numbers(result.path("metrics").path("test")),
                        store.json(RunStore.EXHIBITS).map(ShownExhibit::read).orElse(List.of())),
                beside());
    }

    private RunView.Beside beside() throws IOException {
        List<RunView.Latency> latencies = new ArrayList<>();
        JsonNode check = store.json(RunStore.LATENCY_CHECK).orElse(MissingNode.getInstance());
        for (JsonNode network : check.path("networks")) {
            latencies.add(new RunView.Latency(
                    architecture(network),
                    network.path("predicted").asDouble(),
                    network.path("measured").asDouble()));
        }
        List<Deployed> files = DeployedLog.of(store).latest();
        for (Deployed file : files) {
            for (Deployed.Latency latency : file.figures().latency()) {
                latency.predicted()
                        .ifPresent(predicted ->
                                latencies.add(new RunView.Latency(file.architecture(), predicted, latency.measured())));
            }
        }
        return new RunView.Beside(ShownFidelity.of(store), check.path("unit").asText("ms"), latencies, files);
    }

    private Optional<RunView.Chosen> chosen() {
        return result.isMissingNode()
                ? Optional.empty()
                : Optional.of(new RunView.Chosen(
                        architecture(result),
                        result.path("score").asDouble(),
                        weights(result),
                        score(result, "validation"),
                        score(result, "test"),
                        numbers(result.path("cost")),
                        new RunView.Intervals(interval("score"), interval("validation"), interval("test"))));
    }

    private Optional<Interval> interval(String score) {
        JsonNode ends = result.path(score + "_interval");
        return ends.size() == 2
                ? Optional.of(new Interval(ends.get(0).asDouble(), ends.get(1).asDouble()))
                : Optional.empty();
    }

    private Map<String, RunView.Curve> curves(Optional<RunView.Chosen> chosen) throws IOException {
        Map<String, RunView.Curve> curves = new LinkedHashMap<>();
        put(curves, "the supernet", store.checkpoint("supernet"), facts.supernet());
        if (chosen.isPresent()) {
            Architecture architecture = chosen.get().architecture();
            switch (chosen.get().weights()) {
                case RETRAINED ->
                    put(curves, architecture + " from scratch", store.retraining(architecture), facts.retraining());
                case FINETUNED ->
                    put(
                            curves,
                            architecture + " on from the supernet",
                            store.finetuning(architecture),
                            facts.retraining());
                case INHERITED -> {}
            }
        }
        return curves;
    }

    private static void put(
            Map<String, RunView.Curve> curves, String name, Checkpoint checkpoint, OptimizerSettings optimizer)
            throws IOException {
        LossCurve.of(checkpoint)
                .ifPresent(kept -> curves.put(
                        name,
                        new RunView.Curve(
                                kept.steps(),
                                kept.losses(),
                                step -> optimizer.rate(step, Math.max(1, kept.steps())),
                                kept.scores())));
    }

    private RunView.Search search() throws IOException {
        JsonNode early = result.path("early_stop");
        return new RunView.Search(
                facts.strategy(),
                result.path("scorer").asText("supernet"),
                facts.trials(),
                facts.budget(),
                store.trials().entries(),
                trials(result.path("top")),
                facts.objectives(),
                trials(result.path("front")),
                early.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new RunView.Early(
                                early.path("stopped").asInt(),
                                early.path("saved").asDouble())));
    }

    // Only the winner's test accuracy is known: the test split decides nothing.
    private List<RunView.Training> trainings() throws IOException {
        List<RunView.Training> trainings = new ArrayList<>();
        for (JsonNode entry : result.path("finalists")) {
            Architecture architecture = architecture(entry);
            trainings.add(new RunView.Training(
                    architecture,
                    weights(result),
                    Optional.empty(),
                    score(entry, "validation"),
                    architecture.equals(architecture(result))
                            ? OptionalDouble.of(score(result, "test"))
                            : OptionalDouble.empty()));
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
        Optional<JsonNode> environment = store.json(RunStore.ENVIRONMENT);
        return environment.isEmpty()
                ? ""
                : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(environment.get());
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
