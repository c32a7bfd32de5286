package org.osnas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Experiment;
import org.osnas.core.file.AtomicFile;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.TrialLog;

/**
 * The page {@code report.html} of a finished run: why its architecture was chosen. One file without scripts that loads
 * nothing else. It is made from the files of the run folder, so it can be made again at any time.
 */
final class RunReport {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Experiment experiment;
    private final RunFolder folder;
    private final JsonNode result;
    private final Architecture chosen;
    private final List<Trial> scored;
    private final int failed;
    private final List<String> metrics;
    private final StringBuilder page = new StringBuilder();

    private RunReport(Experiment experiment, RunFolder folder, JsonNode result) throws IOException {
        this.experiment = experiment;
        this.folder = folder;
        this.result = result;
        this.chosen = Architecture.parse(result.path("architecture").toString());
        List<TrialLog.Entry> entries = folder.trials().entries();
        this.scored = entries.stream()
                .map(TrialLog.Entry::trial)
                .filter(Trial::complete)
                .toList();
        this.failed =
                (int) entries.stream().filter(entry -> entry.trial().failed()).count();
        List<String> objectives = experiment.searcher().objectives().metrics();
        this.metrics = objectives.isEmpty()
                ? List.of(ranges().keySet().stream().findFirst().orElse("macs"))
                : objectives;
    }

    /** Writes the page if the run is finished; else there is nothing to explain yet. */
    static void write(Experiment experiment, RunFolder folder) throws IOException {
        JsonNode result = folder.result().orElse(null);
        if (result != null) {
            String html = new RunReport(experiment, folder, result).html();
            AtomicFile.writeText(folder.path().resolve("report.html"), html);
        }
    }

    private Map<String, Range> ranges() {
        return experiment.config().search().budget().ranges();
    }

    private String html() throws IOException {
        String title = Html.escape(experiment.space().name() + " " + chosen);
        page.append("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>")
                .append("<meta name='viewport' content='width=device-width, initial-scale=1'><title>")
                .append(title)
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><h1>")
                .append(title)
                .append("</h1>");
        why();
        page.append(new RunPlots(scored, chosen, metrics, ranges()).search());
        front();
        page.append("<h2>The network, layer by layer</h2>").append(LayerTable.of(experiment.space(), chosen));
        best();
        retrained();
        losses();
        environment();
        return page.append("</body></html>\n").toString();
    }

    private void why() {
        int finalists = result.path("finalists").size();
        page.append("<p>%s scored %,d architectures of %s%s with the shared weights of one supernet. "
                .formatted(
                        Html.escape(experiment.config().search().strategy().name()),
                        scored.size(),
                        Html.escape(experiment.space().name()),
                        failed == 0 ? "" : " (" + failed + " failed)"));
        early();
        page.append(
                finalists == 1
                        ? "The one with the best score was trained from scratch."
                        : "%s were trained from scratch; the one with the highest validation accuracy won."
                                .formatted(
                                        result.has("front")
                                                ? finalists + " that lie apart on the Pareto front"
                                                : "The best " + finalists));
        page.append("</p><div class='cards'>");
        card("test accuracy", Html.number(result.path("test_accuracy").asDouble()), "trained from scratch");
        card(
                "validation accuracy",
                Html.number(result.path("validation_accuracy").asDouble()),
                "decides among finalists");
        card("score", Html.number(result.path("score").asDouble()), "with shared weights");
        TreeSet<String> metrics = new TreeSet<>(ranges().keySet());
        metrics.addAll(List.of("macs", "params"));
        for (String name : metrics) {
            Range range = ranges().get(name);
            String note = range == null
                    ? "no budget"
                    : "budget " + Html.quantity(range.min()) + " to " + Html.quantity(range.max());
            card(name, Html.quantity(result.path("cost").path(name).asDouble()), note);
        }
        page.append("</div>");
    }

    private void early() {
        JsonNode early = result.path("early_stop");
        if (!early.isMissingNode()) {
            page.append(
                            "%,d more stopped early, as they could hardly be among the best; that saved %.0f %% of the passes of"
                                    .formatted(
                                            early.path("stopped").asInt(),
                                            100 * early.path("saved").asDouble()))
                    .append(" validation images. The figures below leave them out. ");
        }
    }

    private void card(String name, String value, String note) {
        page.append("<div class='card'><span>%s</span><b>%s</b><small>%s</small></div>"
                .formatted(Html.escape(name), Html.escape(value), Html.escape(note)));
    }

    private void best() {
        HtmlTable table = new HtmlTable("", heads("architecture", "#score", metrics));
        for (JsonNode entry : result.path("top")) {
            table.row(trial(entry, ""));
        }
        page.append("<h2>The best of the search</h2>").append(table);
    }

    /** The Pareto front, if the search was for one. */
    private void front() {
        if (!result.has("front")) {
            return;
        }
        Map<String, String> retrained = new HashMap<>();
        result.path("finalists")
                .forEach(entry -> retrained.put(
                        entry.path("architecture").toString(),
                        Html.number(entry.path("validation_accuracy").asDouble())));
        HtmlTable table = new HtmlTable("", heads("architecture", "#score", metrics, "#retrained, validation"));
        for (JsonNode entry : result.path("front")) {
            table.row(trial(
                    entry,
                    "#" + retrained.getOrDefault(entry.path("architecture").toString(), "")));
        }
        page.append(
                        "<h2>The Pareto front</h2><p>No other scored architecture is at least as good by %s and better by one."
                                .formatted(Html.escape(String.join(", ", names(result.path("objectives"))))))
                .append(" Train another one of them with osnas evaluate.</p>")
                .append(table);
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static String[] heads(String first, String second, List<String> metrics, String... more) {
        return Stream.of(Stream.of(first, second), metrics.stream().map(name -> "#" + name), Stream.of(more))
                .flatMap(heads -> heads)
                .toArray(String[]::new);
    }

    /** A row of {@link #heads}, without a last cell if that is empty. */
    private String[] trial(JsonNode entry, String last) {
        List<String> cells = new ArrayList<>();
        cells.add(architecture(entry));
        cells.add("#" + Html.number(entry.path("score").asDouble()));
        metrics.forEach(name ->
                cells.add("#" + Html.quantity(entry.path("cost").path(name).asDouble())));
        if (!last.isEmpty()) {
            cells.add(last);
        }
        return cells.toArray(String[]::new);
    }

    private static String architecture(JsonNode entry) {
        return Architecture.parse(entry.path("architecture").toString()).toString();
    }

    private void retrained() throws IOException {
        HtmlTable table = new HtmlTable("", "architecture", "by", "#validation accuracy", "#test accuracy");
        for (JsonNode entry : result.path("finalists")) {
            // Only the winner's test accuracy is known: the test split decides nothing.
            boolean won = architecture(entry).equals(chosen.toString());
            table.row(
                    architecture(entry),
                    "search",
                    "#" + Html.number(entry.path("validation_accuracy").asDouble()),
                    won ? "#" + Html.number(result.path("test_accuracy").asDouble()) : "#");
        }
        TreeSet<Path> evaluations = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "evaluate-*.json")) {
            files.forEach(evaluations::add);
        }
        for (Path file : evaluations) {
            JsonNode entry = MAPPER.readTree(file.toFile());
            table.row(
                    architecture(entry),
                    "evaluate, " + entry.path("steps").asLong() + " steps",
                    "#" + Html.number(entry.path("validation_accuracy").asDouble()),
                    "#" + Html.number(entry.path("test_accuracy").asDouble()));
        }
        page.append("<h2>Trained from scratch</h2>").append(table);
    }

    private void losses() throws IOException {
        Map<String, List<LossCurve.Point>> trainings = new LinkedHashMap<>();
        trainings.put("the supernet", LossCurve.of(folder.checkpoint("supernet")));
        trainings.put(chosen + " from scratch", LossCurve.of(folder.retraining(chosen)));
        page.append("<h2>How the trainings went</h2>").append(RunPlots.losses(trainings));
    }

    private void environment() throws IOException {
        Path file = folder.path().resolve("environment.json");
        String environment = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(file.toFile()));
        JsonNode seconds = result.path("seconds");
        page.append("<h2>How it was made</h2><p>Seed %d; supernet %.0f s, search %.0f s, retraining %.0f s.</p>"
                .formatted(
                        result.path("seed").asLong(),
                        seconds.path("supernet").asDouble(),
                        seconds.path("search").asDouble(),
                        seconds.path("retrain").asDouble()));
        details("Configuration", experiment.config().toYaml());
        details("Environment", environment);
    }

    private void details(String name, String text) {
        page.append("<details><summary>%s</summary><pre>%s</pre></details>".formatted(name, Html.escape(text)));
    }

    private static String style() throws IOException {
        try (InputStream in = RunReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
