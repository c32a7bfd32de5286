package org.osnas.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Run;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.TrialLog;

/** What the files of a run folder say, as a {@link RunView}. */
final class RunFolderView {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Run run;
    private final RunFolder folder;
    private final JsonNode result;

    private RunFolderView(Run run, RunFolder folder, JsonNode result) {
        this.run = run;
        this.folder = folder;
        this.result = result;
    }

    /** Empty if the run is not finished. */
    static Optional<RunView> of(Run run, RunFolder folder) throws IOException {
        Optional<JsonNode> result = folder.result();
        return result.isPresent() ? Optional.of(new RunFolderView(run, folder, result.get()).view()) : Optional.empty();
    }

    private RunView view() throws IOException {
        Architecture chosen = architecture(result);
        Map<String, List<LossCurve.Point>> losses = new LinkedHashMap<>();
        losses.put("the supernet", LossCurve.of(folder.checkpoint("supernet")));
        losses.put(chosen + " from scratch", LossCurve.of(folder.retraining(chosen)));
        return new RunView(
                run.space(),
                new RunView.Chosen(
                        chosen,
                        result.path("score").asDouble(),
                        result.path("validation_accuracy").asDouble(),
                        result.path("test_accuracy").asDouble(),
                        numbers(result.path("cost"))),
                search(),
                trainings(chosen),
                losses,
                new RunView.Origin(
                        result.path("seed").asLong(),
                        numbers(result.path("seconds")),
                        run.description().text(),
                        environment()));
    }

    private RunView.Search search() throws IOException {
        JsonNode early = result.path("early_stop");
        return new RunView.Search(
                run.searchStrategy().name(),
                run.search().budget().ranges(),
                folder.trials().entries().stream().map(TrialLog.Entry::trial).toList(),
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
                    Optional.empty(),
                    entry.path("validation_accuracy").asDouble(),
                    architecture.equals(chosen)
                            ? OptionalDouble.of(result.path("test_accuracy").asDouble())
                            : OptionalDouble.empty()));
        }
        TreeSet<String> evaluations = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "evaluate-*.json")) {
            files.forEach(file -> evaluations.add(file.getFileName().toString()));
        }
        for (String name : evaluations) {
            JsonNode entry = folder.json(name).orElseThrow();
            trainings.add(new RunView.Training(
                    architecture(entry),
                    Optional.of(entry.path("steps").asLong()),
                    entry.path("validation_accuracy").asDouble(),
                    OptionalDouble.of(entry.path("test_accuracy").asDouble())));
        }
        return trainings;
    }

    private String environment() throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(folder.json("environment.json").orElseThrow());
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
