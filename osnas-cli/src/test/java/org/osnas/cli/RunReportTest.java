package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.pareto.Pareto;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.run.TrialLog;

class RunReportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void aSearchExplainsItsChoiceAndEvaluateAddsToIt() throws Exception {
        Path run = search("random", 1);
        String page = Files.readString(run.resolve("report.html"));
        String chosen = MAPPER.readTree(run.resolve("result.json").toFile())
                .path("architecture")
                .toString()
                .replaceAll("[\\[\\]]", "");

        assertThat(page)
                .contains("<h1>mbconv-micro " + chosen + "</h1>", "budget 100 k to 400 k", "random scored 8")
                .contains("<td>stem</td>", "<td>4</td>", "<td>head</td>")
                .doesNotContain("evaluate,");
        assertThat(page).doesNotContain("The Pareto front");

        CommandRun evaluate = osnas("evaluate", run.toString(), "--arch", "2,2,2,2,2", "--epochs", "1");

        assertThat(evaluate.status()).as(evaluate.err()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<td>2,2,2,2,2</td><td>evaluate, 8 steps</td>");
    }

    @Test
    void aSearchForAFrontReturnsItAndTrainsArchitecturesAlongIt() throws Exception {
        Path run = search("{name: nsga2, settings: {objectives: [macs, params], population: 4}}", 2);
        JsonNode result = MAPPER.readTree(run.resolve("result.json").toFile());

        Objectives objectives = Objectives.scoreAnd("macs", "params");
        List<Trial> trials = TrialLog.open(run.resolve("trials.jsonl")).entries().stream()
                .map(TrialLog.Entry::trial)
                .toList();
        assertThat(names(result.path("objectives"))).containsExactly("score", "macs", "params");
        assertThat(architectures(result.path("front")))
                .containsExactlyInAnyOrderElementsOf(Pareto.front(trials, objectives).stream()
                        .map(trial -> trial.architecture().toString())
                        .toList());
        assertThat(architectures(result.path("front"))).containsAll(architectures(result.path("finalists")));
        assertThat(result.path("front").get(0).path("cost").has("params")).isTrue();
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page).contains("<h2>The Pareto front</h2>", "by score, macs, params and better by one");
        assertThat(architectures(result.path("front")))
                .allSatisfy(a -> assertThat(page).contains("<td>" + a + "</td>"));
        assertThat(page).contains("Training of the supernet", " from scratch</h3>");
    }

    @Test
    void thePageLoadsNothing() throws Exception {
        String page = Files.readString(search("random", 1).resolve("report.html"));

        assertThat(page)
                .contains("content=\"default-src 'none'; img-src data:;", "Apache Software Foundation")
                .doesNotContain("<script src", "<link ", "@import", "src=\"http");
    }

    @Test
    void theReportOfAFolderIsMadeAgainWithoutDataOrOtherFolders() throws Exception {
        Path run = search("random", 1);
        String page = Files.readString(run.resolve("report.html"));
        Path moved = Files.move(run, directory.resolve("moved"));
        try (Stream<Path> data = Files.list(directory.resolve("data"))) {
            for (Path file : data.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(moved.resolve("report.html"));

        CommandRun report = osnas("report", moved.toString());

        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.out().strip()).isEqualTo(moved.resolve("report.html").toString());
        assertThat(Files.readString(moved.resolve("report.html")))
                .isEqualTo(page.replace(run.toString(), moved.toString()));
    }

    @Test
    void theReportOfARunThatIsNotFinishedSaysHowFarItIs() throws Exception {
        Path run = search("random", 1);
        Files.delete(run.resolve("result.json"));
        Path log = run.resolve("trials.jsonl");
        List<String> lines = Files.readAllLines(log);
        String cut =
                String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(5).substring(0, 20);
        Files.writeString(log, cut);
        Files.writeString(run.resolve("log.txt"), "long ago\n" + "line\n".repeat(7) + "the <last>\n");

        CommandRun report = osnas(
                "report", run.toString(), "-o", directory.resolve("page.html").toString());

        assertThat(report.status()).as(report.err()).isZero();
        assertThat(Files.readString(directory.resolve("page.html")))
                .contains("has scored 5 of 8 architectures", "The run is not finished", "best score so far")
                .contains("the &lt;last&gt;</pre>", "<p data-part=\"made\">Seed 3.</p>")
                .doesNotContain("test accuracy</span>", "long ago");
        assertThat(log).as("what a run writes just now is left alone").hasContent(cut);
    }

    @Test
    void whatLeftTheRunIsOnItsPage() throws Exception {
        Path run = search("random", 1);
        assertThat(Files.readString(run.resolve("report.html"))).doesNotContain("What left the run");
        Path file = run.resolve("net.onnx");

        CommandRun export = osnas("export", run.toString(), "-o", file.toString());

        assertThat(export.status()).as(export.err()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<h2>What left the run</h2>", "<td>net.onnx</td><td>onnx, 32 bits</td>")
                .contains("<td class=\"n\">%,d</td>".formatted(Files.size(file)));
    }

    @Test
    void runsStandSideBySide() throws Exception {
        Path run = search("random", 1);
        Path page = directory.resolve("both.html");

        CommandRun report = osnas("report", run.toString(), run.toString() + "/../run/.", "-o", page.toString());

        assertThat(report.status()).as(report.err()).isZero();
        assertThat(Files.readString(page))
                .contains("<h1>2 runs side by side</h1>", "<td class=\"n\">8 of 8</td>")
                .contains("data-chart=\"progress\"", "data-chart=\"fronts-macs\"", "data-chart=\"network-1\"");
    }

    @Test
    void whatHoldsNoRunIsRefused() {
        CommandRun report = osnas("report", directory.toString());

        assertThat(report.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(report.err()).contains("is not the folder of a run");
    }

    private Path search(String strategy, int finalists) throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                seed: 3
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {strategy: %s, trials: 8, budget: {macs: [1.0e+5, 4.0e+5]}}
                retrain: {steps: 2, finalists: %d}
                """
                        .formatted(data, strategy, finalists));
        Path run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        return run;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static List<String> architectures(JsonNode entries) {
        List<String> architectures = new ArrayList<>();
        entries.forEach(entry -> architectures.add(
                Architecture.parse(entry.path("architecture").toString()).toString()));
        return architectures;
    }
}
