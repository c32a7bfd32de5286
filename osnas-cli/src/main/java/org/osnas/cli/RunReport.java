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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.agent.Experiment;
import org.osnas.core.file.AtomicFile;
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
    private final String metric;
    private final StringBuilder page = new StringBuilder();

    private RunReport(Experiment experiment, RunFolder folder, JsonNode result) throws IOException {
        this.experiment = experiment;
        this.folder = folder;
        this.result = result;
        this.chosen = Architecture.parse(result.path("architecture").toString());
        List<TrialLog.Entry> entries = folder.trials().entries();
        this.scored = entries.stream()
                .map(TrialLog.Entry::trial)
                .filter(trial -> !trial.failed())
                .toList();
        this.failed = entries.size() - scored.size();
        this.metric = ranges().keySet().stream().findFirst().orElse("macs");
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
        page.append(new RunPlots(scored, chosen, metric, ranges()).html());
        layers();
        best();
        retrained();
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
        page.append(
                finalists == 1
                        ? "The one with the best score was trained from scratch."
                        : "The best %d were trained from scratch; the one with the highest validation accuracy won."
                                .formatted(finalists));
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
                    : "budget " + SvgPlot.label(range.min()) + " to " + SvgPlot.label(range.max());
            card(name, SvgPlot.label(result.path("cost").path(name).asDouble()), note);
        }
        page.append("</div>");
    }

    private void card(String name, String value, String note) {
        page.append("<div class='card'><span>%s</span><b>%s</b><small>%s</small></div>"
                .formatted(Html.escape(name), Html.escape(value), Html.escape(note)));
    }

    private void layers() {
        SearchSpace space = experiment.space();
        List<Block> blocks = space.network(chosen);
        List<Shape> inputs = new ArrayList<>(List.of(space.input()));
        for (Block block : blocks) {
            inputs.add(block.outputShape(inputs.get(inputs.size() - 1)));
        }
        long most = 1;
        for (int i = 0; i < blocks.size(); i++) {
            most = Math.max(most, blocks.get(i).macs(inputs.get(i)));
        }
        page.append(
                "<h2>The network, layer by layer</h2><table class='layers'><tr><th>layer</th><th>block</th><th>of</th>"
                        + "<th>input</th><th class='n'>params</th><th class='n'>macs</th><th></th></tr>");
        for (int i = 0; i < blocks.size(); i++) {
            boolean choice = i > 0 && i < blocks.size() - 1;
            long macs = blocks.get(i).macs(inputs.get(i));
            String name = i == 0 ? "stem" : choice ? String.valueOf(i - 1) : "head";
            row(
                    name,
                    blocks.get(i).name(),
                    choice ? space.stages().get(i - 1).options().size() + " candidates" : "",
                    inputs.get(i).toString(),
                    "#%,d".formatted(blocks.get(i).params()),
                    "#%,d".formatted(macs),
                    String.format(Locale.ROOT, "<div class='bar' style='width:%.1f%%'></div>", 100.0 * macs / most));
        }
        page.append("</table>");
    }

    /** Cells are escaped, but for the last; those that begin with # are numbers. */
    private void row(String... cells) {
        page.append("<tr>");
        for (int i = 0; i < cells.length; i++) {
            boolean number = cells[i].startsWith("#");
            String text = number ? cells[i].substring(1) : cells[i];
            page.append(number ? "<td class='n'>" : "<td>")
                    .append(text.startsWith("<div class='bar'") ? text : Html.escape(text))
                    .append("</td>");
        }
        page.append("</tr>");
    }

    private void best() {
        page.append("<h2>The best of the search</h2><table><tr><th>architecture</th><th class='n'>score</th>"
                        + "<th class='n'>")
                .append(Html.escape(metric))
                .append("</th></tr>");
        for (JsonNode entry : result.path("top")) {
            row(
                    Architecture.parse(entry.path("architecture").toString()).toString(),
                    "#" + Html.number(entry.path("score").asDouble()),
                    "#" + SvgPlot.label(entry.path("cost").path(metric).asDouble()));
        }
        page.append("</table>");
    }

    private void retrained() throws IOException {
        page.append("<h2>Trained from scratch</h2><table><tr><th>architecture</th><th>by</th>"
                + "<th class='n'>validation accuracy</th><th class='n'>test accuracy</th></tr>");
        for (JsonNode entry : result.path("finalists")) {
            Architecture architecture =
                    Architecture.parse(entry.path("architecture").toString());
            // Only the winner's test accuracy is known: the test split decides nothing.
            String test = architecture.equals(chosen)
                    ? Html.number(result.path("test_accuracy").asDouble())
                    : "";
            row(
                    architecture.toString(),
                    "search",
                    "#" + Html.number(entry.path("validation_accuracy").asDouble()),
                    "#" + test);
        }
        TreeSet<Path> evaluations = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "evaluate-*.json")) {
            files.forEach(evaluations::add);
        }
        for (Path file : evaluations) {
            JsonNode entry = MAPPER.readTree(file.toFile());
            row(
                    Architecture.parse(entry.path("architecture").toString()).toString(),
                    "evaluate, " + entry.path("steps").asLong() + " steps",
                    "#" + Html.number(entry.path("validation_accuracy").asDouble()),
                    "#" + Html.number(entry.path("test_accuracy").asDouble()));
        }
        page.append("</table>");
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
