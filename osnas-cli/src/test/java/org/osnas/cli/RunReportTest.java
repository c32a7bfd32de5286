package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
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
        assertThat(page).doesNotContain("Pareto");

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
        assertThat(images(page))
                .as("a plot for each cost, the order, two losses")
                .hasSize(5);
    }

    @Test
    void thePageHoldsItsPlotsAndLoadsNothing() throws Exception {
        String page = Files.readString(search("random", 1).resolve("report.html"));

        assertThat(page).doesNotContain("http://", "https://", "<script", "@import", "<link", "url(");
        assertThat(page.split("src=\"data:image/png;base64,", -1)).hasSameSizeAs(page.split("src=", -1));
        assertThat(images(page))
                .as("scores by cost and by trial, two losses; two pixels for one")
                .hasSize(4)
                .allMatch(image -> image.getWidth() == 1280 && image.getHeight() == 720);
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

    private static List<BufferedImage> images(String page) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        Matcher matcher = Pattern.compile("data:image/png;base64,([^\"]+)\"").matcher(page);
        while (matcher.find()) {
            images.add(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(matcher.group(1)))));
        }
        return images;
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
