package org.osnas.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.osnas.api.search.Trial;
import org.osnas.report.Table.Column;
import org.osnas.report.internal.chart.Chart;
import org.osnas.report.internal.chart.NetworkChart;
import org.osnas.report.internal.chart.PlainCharts;
import org.osnas.report.internal.chart.SearchCharts;
import org.osnas.report.internal.chart.ShownTrials;

/**
 * Several runs side by side.
 *
 * @param runs by their names
 */
record SeveralReport(Map<String, RunView> runs) {

    String html(Frame.Use use) {
        List<Chart> searches = searches();
        List<Chart> all = new ArrayList<>(searches);
        List<SeveralPage.Network> networks = new ArrayList<>();
        runs.forEach((name, run) -> run.chosen().ifPresent(chosen -> {
            Chart picture =
                    NetworkChart.of("network-" + networks.size(), run.space(), chosen.architecture(), run.tables());
            all.add(picture);
            networks.add(new SeveralPage.Network(name + ": " + chosen.architecture(), List.of(picture)));
        }));
        return Templates.html(
                "several",
                new SeveralPage.Content(
                        Frame.of(runs.size() + " runs", all, Map.of(), use), runs.size(), table(), searches, networks));
    }

    private List<Chart> searches() {
        Map<String, List<double[]>> progress = new LinkedHashMap<>();
        Map<String, List<Trial>> scored = new LinkedHashMap<>();
        Map<String, ShownTrials> trials = new LinkedHashMap<>();
        TreeSet<String> metrics = new TreeSet<>();
        runs.forEach((name, run) -> {
            ShownTrials shown = new ShownTrials(run.search().scored(), run.metrics());
            if (!shown.scored().isEmpty()) {
                trials.put(name, shown);
                progress.put(name, shown.progress());
                scored.put(name, shown.scored());
                metrics.addAll(run.shownMetrics());
            }
        });
        if (trials.isEmpty()) {
            return List.of();
        }
        List<Chart> charts = new ArrayList<>(List.of(PlainCharts.progress(progress)));
        for (String metric : metrics) {
            Map<String, List<double[]>> fronts = new LinkedHashMap<>();
            trials.forEach((name, shown) -> {
                if (shown.metrics().contains(metric)) {
                    fronts.put(name, shown.frontOf(metric));
                }
            });
            charts.add(PlainCharts.fronts(metric, fronts));
        }
        charts.add(SearchCharts.distributions(scored));
        return charts;
    }

    private Table table() {
        Table table = Table.of(
                Column.words("run"),
                Column.words("space"),
                Column.words("strategy"),
                Column.numbers("trials"),
                Column.words("architecture"),
                Column.numbers("best score"),
                Column.numbers("validation"),
                Column.numbers("test"),
                Column.numbers("macs"),
                Column.numbers("params"),
                Column.numbers("hours"));
        for (Map.Entry<String, RunView> entry : runs.entrySet()) {
            RunView run = entry.getValue();
            List<Trial> scored = run.search().scored();
            Trial best = scored.stream().min(Trial.BEST_FIRST).orElse(null);
            Map<String, Double> costs =
                    run.chosen().map(RunView.Chosen::costs).orElse(best == null ? Map.of() : best.costs());
            table = table.row(
                    entry.getKey(),
                    run.space().name(),
                    run.search().strategy(),
                    scored.size() + " of " + run.search().planned(),
                    run.chosen()
                            .map(chosen -> chosen.architecture().toString())
                            .orElse(best == null ? Numbers.NONE : "so far " + best.architecture()),
                    Numbers.score(best == null ? Double.NaN : best.score()),
                    Numbers.score(run.chosen().map(RunView.Chosen::validation).orElse(Double.NaN)),
                    Numbers.score(run.chosen().map(RunView.Chosen::test).orElse(Double.NaN)),
                    quantity(costs, "macs"),
                    quantity(costs, "params"),
                    Numbers.decimals(
                            run.origin().seconds().values().stream()
                                            .mapToDouble(Double::doubleValue)
                                            .sum()
                                    / 3600,
                            2));
        }
        return table;
    }

    private static String quantity(Map<String, Double> costs, String metric) {
        Double cost = costs.get(metric);
        return cost == null ? Numbers.NONE : Numbers.quantity(cost);
    }
}
