package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.compare.Standings;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.stats.Interval;
import org.osnas.report.Table.Column;
import org.osnas.report.internal.chart.Chart;
import org.osnas.report.internal.chart.CompareCharts;

/** What a comparison found, for people: the standings as Markdown, with what is needed to read them, and the curves. */
public final class CompareReport {

    private static final String PLOT = "curves.png";

    private final CompareResult result;

    private CompareReport(CompareResult result) {
        this.result = result;
    }

    public static CompareReport of(CompareResult result) {
        return new CompareReport(result);
    }

    /** The report of what the folder of a comparison holds, finished or not; no table and no other folder is opened. */
    public static CompareReport of(CompareFolder folder, Registry registry) throws IOException {
        return of(CompareResult.soFar(CompareConfig.of(folder).resolve(registry), folder));
    }

    /** Writes {@code report.html}, {@code report.md} and {@code curves.png} into a folder. */
    public void write(Path folder) throws IOException {
        AtomicFile.writeText(folder.resolve(RunReport.FILE), html(Frame.Use.FILE));
        AtomicFile.writeText(folder.resolve("report.md"), markdown());
        Charts.save(CompareChart.of(result), folder.resolve(PLOT));
    }

    /** The page for who shows it. */
    String html(Frame.Use use) {
        List<Chart> charts = new CompareCharts(result).all();
        return Templates.html(
                "compare",
                new CompareContent.Page(
                        Frame.of("Comparison of search strategies", charts, Map.of(), use), content(), charts));
    }

    /** The table of the standings with what is needed to read it. */
    public String markdown() {
        return Templates.text("compare", content());
    }

    private CompareContent.Content content() {
        Standings standings = result.standings();
        return new CompareContent.Content(
                standings.rows().size(),
                result.subject(),
                String.valueOf(result.contest().evaluations()),
                String.valueOf(result.contest().seeds()),
                standings.optimum().isPresent()
                        ? Numbers.score(standings.optimum().getAsDouble())
                        : "",
                table(standings.optimum().isPresent()),
                standings.pairs().size(),
                standings.rows().stream()
                        .filter(Standings.Row::asBaseline)
                        .map(Standings.Row::label)
                        .toList(),
                standings.rows().stream()
                        .filter(row -> row.place().isEmpty())
                        .map(row -> new CompareContent.Unranked(row.label(), CompareResult.failures(row)))
                        .toList(),
                PLOT);
    }

    private Table table(boolean optimum) {
        List<String> titles = new ArrayList<>(List.of("", "strategy", "found", "95 %"));
        if (optimum) {
            titles.add("regret");
        }
        titles.addAll(List.of("rank", "95 %", "p against random"));
        List<List<String>> rows = new ArrayList<>();
        for (Standings.Row row : result.standings().rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.place().map(String::valueOf).orElse(Numbers.NONE),
                    row.label(),
                    Numbers.score(row.mean()),
                    interval(row.interval(), 4)));
            if (optimum) {
                cells.add(Numbers.score(result.regret(row)));
            }
            cells.add(Numbers.decimals(row.rank(), 2));
            cells.add(interval(row.rankInterval(), 2));
            cells.add(result.againstBaseline(row)
                    .map(pair -> pair.adjusted() < 0.0001 ? "< 0.0001" : Numbers.score(pair.adjusted()))
                    .orElse(row.place().isEmpty() ? "unranked" : row.asBaseline() ? "is random" : ""));
            rows.add(cells);
        }
        return new Table(titles.stream().map(Column::words).toList(), rows);
    }

    private static String interval(Interval interval, int decimals) {
        return Double.isNaN(interval.low())
                ? Numbers.NONE
                : Numbers.decimals(interval.low(), decimals) + " to " + Numbers.decimals(interval.high(), decimals);
    }
}
