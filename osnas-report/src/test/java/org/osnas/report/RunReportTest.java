package org.osnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stats.Interval;
import org.osnas.spaces.MbconvMicro;

/** The page of a run that never had a folder. */
class RunReportTest {

    private static final SearchSpace SPACE =
            new MbconvMicro().create(new Shape(28, 28, 1), Settings.empty()).classifier(10);
    private static final CostModel COSTS = CostModel.analytic(SPACE);
    private static final Architecture CHOSEN = Architecture.of(2, 1, 0, 1, 2);

    @TempDir
    Path directory;

    @Test
    void aProgramWritesThePageOfARunInMemory() throws Exception {
        Path file = directory.resolve("page.html");

        RunReport.of(view(List.of(), Optional.empty()), "runs/x").write(file);

        String page = Files.readString(file);
        assertThat(page)
                .contains(
                        "<h1>mbconv-micro 2,1,0,1,2</h1>",
                        "evolution scored 3 architectures of mbconv-micro (1 failed)")
                .contains("The one with the best score was trained from scratch.", "budget 100 k to 2 M")
                .contains(
                        "<td>2,1,0,1,2</td><td>evaluate, 1200 steps</td><td>retrained</td><td class=\"n\">0.8200</td>")
                .contains("supernet 61 s, search 12 s, retraining 0 s")
                .contains("default-src 'none'", "connect-src 'none'")
                .doesNotContain("The Pareto front", "stopped early", "Environment", "<script src", "<link ");
        assertThat(page).contains("\"scores\":[[2E+1,0.5]]");
        assertThat(charts(page))
                .containsExactly(
                        "front",
                        "history",
                        "distribution",
                        "ranks",
                        "timeline",
                        "slices",
                        "pairs",
                        "choices",
                        "parallel",
                        "network",
                        "training-0");
    }

    /** Of the values that the scripts draw. */
    private static List<String> charts(String page) throws Exception {
        String json = page.substring(page.indexOf("id=\"values\">") + 12);
        List<String> charts = new ArrayList<>();
        new ObjectMapper()
                .readTree(json.substring(0, json.indexOf("</script>")))
                .path("charts")
                .fieldNames()
                .forEachRemaining(charts::add);
        return charts;
    }

    @Test
    void aFrontAndEarlyStopsAreExplained() throws Exception {
        String page = RunReport.of(
                        view(List.of("macs", "params"), Optional.of(new RunView.Early(1234, 0.256))), "runs/x")
                .html();

        assertThat(page)
                .contains("<h2>The Pareto front</h2>", "at least as good by score, macs, params and better")
                .contains("1,234 more stopped early", "that saved 26 % of the passes")
                .contains("<th class=\"n\">retrained, validation</th>");
    }

    @Test
    void whatTheNumberOfImagesLeavesOpenIsShown() throws Exception {
        RunView view = view(List.of(), Optional.empty());
        RunView.Chosen known = view.chosen().orElseThrow();
        RunView.Chosen chosen = new RunView.Chosen(
                known.architecture(),
                known.score(),
                known.weights(),
                known.validation(),
                known.test(),
                known.costs(),
                new RunView.Intervals(
                        Optional.of(Interval.wilson(0.6, 100)),
                        Optional.empty(),
                        Optional.of(Interval.wilson(0.8, 400))));
        String page = RunReport.of(
                        new RunView(
                                view.space(),
                                Optional.of(chosen),
                                view.search(),
                                view.trainings(),
                                view.curves(),
                                view.tables(),
                                view.origin(),
                                view.shown()),
                        "runs/x")
                .html();
        assertThat(page)
                .contains("<b>0.8000</b><small>0.758 to 0.836, trained from scratch</small>")
                .contains("<b>0.8100</b><small>decides among finalists</small>")
                .contains("<small>0.502 to 0.691, with shared weights</small>")
                .contains("\"winner\":[0.5020");
    }

    @Test
    void whatIsShownIsEscaped() throws Exception {
        assertThat(RunReport.of(view(List.of(), Optional.empty()), "runs/x").html())
                .contains("<pre>search: &lt;b&gt; &amp; more</pre>")
                .doesNotContain("<b> & more");
    }

    @Test
    void whatTheTaskHasToShowIsOnThePage() throws Exception {
        RunView view = view(List.of(), Optional.empty());
        ShownExhibit pictures = ShownExhibit.pictures(
                "What it finds",
                List.of(new ShownExhibit.Picture(
                        40,
                        20,
                        "<scene>",
                        "AAAA",
                        List.of(
                                new ShownExhibit.Frame(1, 2, 3, 4, "coat", 0.876, false),
                                new ShownExhibit.Frame(1, 2, 3, 5, "coat", 0, true)))));
        ShownExhibit curves = new ShownExhibit(
                "Curves",
                "recall",
                "precision",
                Map.of("IoU", List.of(new double[] {0, 1}, new double[] {1, 0})),
                List.of(),
                Optional.empty());
        ShownExhibit matrix = new ShownExhibit(
                "Mistaken",
                "",
                "",
                Map.of(),
                List.of(),
                Optional.of(new ShownExhibit.Matrix(List.of("</script>", "b"), new int[][] {{3, 1}, {0, 4}})));
        String page = RunReport.of(
                        new RunView(
                                view.space(),
                                view.chosen(),
                                view.search(),
                                view.trainings(),
                                view.curves(),
                                view.tables(),
                                view.origin(),
                                new RunView.Shown(
                                        "average precision", Map.of("ap50", 0.5), List.of(pictures, curves, matrix))),
                        "runs/x")
                .html();

        assertThat(page)
                .contains("<span>test average precision</span>", "<th class=\"n\">ap50</th>", "0.5000")
                .contains("<h2>What it finds</h2>", "coat 0.88", "<figcaption>&lt;scene&gt;</figcaption>")
                .contains("<rect class=\"truth\" x=\"1.0\" y=\"2.0\" width=\"3.0\" height=\"5.0\"/>")
                .contains("precision by recall: IoU", "7 of 8 examples are taken for what they are.")
                .contains("\"names\":[\"\\u003c/script>\",\"b\"]");
        assertThat(page.substring(0, page.indexOf("<script"))).doesNotContain("accuracy");
    }

    private static RunView view(List<String> objectives, Optional<RunView.Early> early) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Architecture architecture = i == 1 ? CHOSEN : Architecture.of(i, i, 0, 0, 1);
            trials.add(new Trial(i, architecture, 0.5 + i % 2 * 0.1, COSTS.costs(architecture)));
        }
        trials.add(new Trial(3, Architecture.of(0, 0, 0, 0, 0), Double.NaN, COSTS.costs(CHOSEN)));
        return new RunView(
                SPACE,
                Optional.of(new RunView.Chosen(CHOSEN, 0.6, WeightOrigin.RETRAINED, 0.81, 0.8, COSTS.costs(CHOSEN))),
                new RunView.Search(
                        "evolution",
                        "supernet",
                        4,
                        Map.of("macs", new Range(1e5, 2e6)),
                        trials.stream()
                                .map(trial -> new TrialLog.Entry(trial, 2))
                                .toList(),
                        trials.subList(0, 2),
                        objectives,
                        objectives.isEmpty() ? List.of() : trials.subList(0, 1),
                        early),
                List.of(
                        new RunView.Training(
                                CHOSEN, WeightOrigin.RETRAINED, Optional.empty(), 0.81, OptionalDouble.of(0.8)),
                        new RunView.Training(
                                CHOSEN, WeightOrigin.RETRAINED, Optional.of(1200L), 0.82, OptionalDouble.empty())),
                Map.of(
                        "the supernet",
                        new RunView.Curve(
                                20,
                                List.of(new LossCurve.Point(10, 2.3), new LossCurve.Point(20, 1.9)),
                                step -> 0.1,
                                List.of(new LossCurve.Score(20, 0.5)))),
                List.copyOf(COSTS.tables()),
                new RunView.Origin(7, Map.of("supernet", 61.2, "search", 12.0), "search: <b> & more", ""),
                new RunView.Shown("accuracy", Map.of(), List.of()));
    }
}
