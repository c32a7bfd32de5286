package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;
import org.osnas.report.RunReport;
import org.osnas.report.RunView;
import org.osnas.report.ShownExhibit;
import org.osnas.spaces.FbnetS;

/** Pages as a browser shows them: every chart drawn, nothing in the console, readable on a phone and in the dark. */
class PagesInBrowserTest {

    private static final SearchSpace SPACE =
            new FbnetS().create(new Shape(32, 32, 3), Settings.empty()).classifier(10);
    private static final CostModel COSTS = CostModel.analytic(SPACE);

    @TempDir
    Path directory;

    private Chromium chromium;

    @BeforeEach
    void findChromium() {
        chromium = Chromium.find(directory);
    }

    @ParameterizedTest
    @CsvSource({"20, 1280, false", "20, 400, true"})
    void everyChartOfARunIsDrawnAtAnyWidthAndInTheDark(int trials, int width, boolean dark) throws Exception {
        Chromium.Seen seen = chromium.look(page(trials), width, dark);

        assertThat(seen.console()).isEmpty();
        assertThat(seen.drawn()).isEqualTo(14);
        assertThat(seen.found("blank")).isEmpty();
        assertThat(seen.found("overflow")).as("nothing to the side").isEqualTo("0");
        assertThat(seen.found("unnamed"))
                .as("plots without a label or a sentence")
                .isEqualTo("0");
        assertThat(seen.found("silent"))
                .as("plots that say nothing of their points")
                .isEmpty();
        assertThat(seen.found("selected")).contains("./osnas evaluate runs/x --arch ");
        assertThat(seen.found("colours"))
                .isEqualTo(dark ? "rgb(227, 232, 238) on rgb(18, 23, 29)" : "rgb(28, 39, 51) on rgb(246, 248, 250)");
    }

    @Test
    void twentyThousandTrialsMakeASmallPage() throws Exception {
        String page = page(20_000);

        assertThat(page.length()).as("a megabyte of it is the library").isLessThan(1_700_000);
        Chromium.Seen seen = chromium.look(page, 1280, false);
        assertThat(seen.console()).isEmpty();
        assertThat(seen.drawn()).isEqualTo(14);
        assertThat(seen.found("blank")).isEmpty();
        assertThat(seen.dom()).contains("scored 20,000 architectures");
    }

    @Test
    void everyChartOfAComparisonIsDrawn() throws Exception {
        Path folder = directory.resolve("compare");
        CommandRun compare = osnas(
                "compare",
                "-c",
                Path.of("..", "examples", "compare.yaml").toString(),
                "-o",
                folder.toString(),
                "--set",
                "seeds=6",
                "--set",
                "strategies=[evolution]",
                "--set",
                "table=" + Path.of("..", "examples", "macro-small-scores.csv"));
        assertThat(compare.status()).as(compare.err()).isZero();
        String page = Files.readString(folder.resolve("report.html"));
        CommandRun report = osnas("report", folder.toString());
        assertThat(report.status()).as(report.err()).isZero();

        assertThat(folder.resolve("report.html")).as("from the folder alone").hasContent(page);
        Chromium.Seen seen = chromium.look(page, 400, false);
        assertThat(seen.console()).isEmpty();
        assertThat(seen.drawn()).isEqualTo(4);
        assertThat(seen.found("blank")).isEmpty();
        assertThat(seen.found("overflow")).isEqualTo("0");
        assertThat(seen.found("silent")).isEmpty();
    }

    private String page(int trials) throws Exception {
        TrialLog log = TrialLog.open(directory.resolve("trials-" + trials + ".jsonl"));
        RandomGenerator random = Seeds.generator(1, "pages", 0);
        List<TrialLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            int[] choices = new int[SPACE.depth()];
            for (int layer = 0; layer < choices.length; layer++) {
                choices[layer] = random.nextInt(SPACE.sizes()[layer]);
            }
            Architecture architecture = Architecture.of(choices);
            double score = 0.5 + 0.03 * choices[3] - 0.01 * choices[7] + 0.02 * random.nextGaussian();
            entries.add(new TrialLog.Entry(new Trial(i, architecture, score, COSTS.costs(architecture)), 0.3));
        }
        log.append(entries);
        Trial best = log.entries().stream()
                .map(TrialLog.Entry::trial)
                .min(Trial.BEST_FIRST)
                .orElseThrow();
        ShownExhibit roc = new ShownExhibit(
                "Curves",
                "false",
                "true",
                Map.of("ROC", List.of(new double[] {0, 0}, new double[] {0.1, 0.8}, new double[] {1, 1})),
                List.of(),
                Optional.empty());
        ShownExhibit matrix = new ShownExhibit(
                "Mistaken",
                "",
                "",
                Map.of(),
                List.of(),
                Optional.of(new ShownExhibit.Matrix(List.of("<b>", "c"), new int[][] {{3, 1}, {0, 4}})));
        RunView view = new RunView(
                SPACE,
                Optional.of(new RunView.Chosen(
                        best.architecture(), best.score(), WeightOrigin.RETRAINED, 0.9, 0.9, best.costs())),
                new RunView.Search(
                        "evolution",
                        "supernet",
                        trials,
                        Map.of("macs", new Range(1e6, 2e7)),
                        log.entries(),
                        List.of(best),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                List.of(),
                Map.of(
                        "the supernet",
                        new RunView.Curve(
                                20,
                                List.of(new LossCurve.Point(10, 2.3), new LossCurve.Point(20, 1.9)),
                                step -> 0.1,
                                List.of(new LossCurve.Score(20, 0.5)))),
                List.copyOf(COSTS.tables()),
                new RunView.Origin(1, Map.of("supernet", 61.2, "search", 12.0, "retrain", 5.0), "", ""),
                new RunView.Shown("accuracy", Map.of("top1", 0.9), List.of(roc, matrix)));
        return RunReport.of(view, "runs/x").html();
    }
}
