package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RunReportTest {

    @TempDir
    Path directory;

    @Test
    void aSearchExplainsItsChoiceAndEvaluateAddsToIt() throws Exception {
        Path run = search();
        String page = Files.readString(run.resolve("report.html"));
        String chosen = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(run.resolve("result.json").toFile())
                .path("architecture")
                .toString()
                .replaceAll("[\\[\\]]", "");

        assertThat(page)
                .contains("<h1>mbconv-micro " + chosen + "</h1>", "budget 100 k to 400 k", "random scored 5")
                .contains("<td>stem</td>", "<td>4</td>", "<td>head</td>")
                .doesNotContain("evaluate,");
        assertThat(count(page, "class='chosen'")).isEqualTo(1);
        assertThat(count(page, "class='trial'"))
                .as("both plots show each trial")
                .isEqualTo(10);

        CommandRun evaluate = osnas("evaluate", run.toString(), "--arch", "2,2,2,2,2", "--epochs", "1");

        assertThat(evaluate.status()).as(evaluate.err()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<td>2,2,2,2,2</td><td>evaluate, 8 steps</td>");
    }

    @Test
    void thePageLoadsNothingAndItsPlotsAreWellFormed() throws Exception {
        String page = Files.readString(search().resolve("report.html"));

        assertThat(page).doesNotContain("http://", "https://", "<script", "@import", "<link", "<img", "url(");
        for (String part : page.split("(?=<svg)")) {
            if (part.startsWith("<svg")) {
                Document svg = parse(part.substring(0, part.indexOf("</svg>") + 6));
                assertThat(svg.getElementsByTagName("circle").getLength()).isPositive();
            }
        }
    }

    @Test
    void theFrontHoldsWhatNoCheaperOneBeats() {
        SvgPlot.Point cheap = new SvgPlot.Point(1, 0.5, "");
        SvgPlot.Point beaten = new SvgPlot.Point(2, 0.4, "");
        SvgPlot.Point worseTwin = new SvgPlot.Point(3, 0.6, "");
        SvgPlot.Point good = new SvgPlot.Point(3, 0.7, "");
        SvgPlot.Point equal = new SvgPlot.Point(4, 0.7, "");

        assertThat(RunPlots.front(List.of(equal, good, worseTwin, beaten, cheap)))
                .containsExactly(cheap, good);
    }

    @Test
    void namesAreEscaped() {
        assertThat(Html.escape("<a href='x'>&")).isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;");
    }

    @Test
    void ticksAreRoundAndInsideTheRange() {
        assertThat(SvgPlot.ticks(new double[] {4.6, 10.4})).containsExactly(5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
        assertThat(SvgPlot.label(1_200_000)).isEqualTo("1.2 M");
        assertThat(SvgPlot.label(100_000)).isEqualTo("100 k");
        assertThat(SvgPlot.label(0)).isEqualTo("0");
    }

    private Path search() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                seed: 3
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {strategy: random, trials: 5, budget: {macs: [1.0e+5, 4.0e+5]}}
                retrain: {steps: 2}
                """
                        .formatted(data));
        Path run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        return run;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
