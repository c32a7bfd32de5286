package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.compare.Standings;

/** Charts of a comparison of strategies. */
public final class CompareCharts {

    private final CompareResult result;

    public CompareCharts(CompareResult result) {
        this.result = result;
    }

    /** All of them; none where no search is done. */
    public List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        if (!result.curves().isEmpty()) {
            charts.add(progress());
            charts.add(found());
            charts.add(ranks());
        }
        if (!result.standings().pairs().isEmpty()) {
            charts.add(pairs());
        }
        return charts;
    }

    private Chart progress() {
        List<Object> lines = new ArrayList<>();
        for (CompareResult.Curve curve : result.curves()) {
            List<double[]> points = new ArrayList<>();
            for (CompareResult.Curve.Point p : curve.points()) {
                points.add(new double[] {
                    p.evaluations(), p.mean(), p.interval().low(), p.interval().high()
                });
            }
            lines.add(Map.of("name", curve.label(), "points", points));
        }
        Map<String, Object> data = new HashMap<>(
                Map.of("lines", lines, "evaluations", result.contest().evaluations()));
        result.standings().optimum().ifPresent(best -> data.put("optimum", best));
        Standings.Row first = result.standings().rows().get(0);
        return Chart.of("progress", text("%s found most: %.4f on average.", first.label(), first.mean()), data);
    }

    /** What each search found, seed by seed. */
    private Chart found() {
        List<Object> rows = new ArrayList<>();
        for (Standings.Row row : result.standings().rows()) {
            rows.add(Map.of("name", row.label(), "values", row.values(), "mean", row.mean()));
        }
        return Chart.of("found", "What each strategy found with each seed.", Map.of("rows", rows));
    }

    private Chart ranks() {
        List<Object> rows = new ArrayList<>();
        for (Standings.Row row : result.standings().rows()) {
            if (row.place().isPresent()) {
                rows.add(Map.of(
                        "name",
                        row.label(),
                        "rank",
                        row.rank(),
                        "low",
                        row.rankInterval().low(),
                        "high",
                        row.rankInterval().high()));
            }
        }
        return Chart.of("places", "Mean ranks of the strategies over the seeds.", Map.of("rows", rows));
    }

    private Chart pairs() {
        List<String> names = result.standings().pairs().stream()
                .flatMap(pair -> List.of(pair.first(), pair.second()).stream())
                .distinct()
                .toList();
        List<Object> cells = new ArrayList<>();
        long apart = 0;
        for (Standings.Pair pair : result.standings().pairs()) {
            cells.add(new double[] {
                names.indexOf(pair.first()), names.indexOf(pair.second()), pair.difference(), pair.adjusted()
            });
            apart += pair.adjusted() < 0.05 ? 1 : 0;
        }
        return Chart.of(
                "apart",
                text("%d of %d pairs can be told apart at 5 %%.", apart, cells.size()),
                Map.of("names", names, "cells", cells));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
