package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.osnas.api.space.SearchSpace;
import org.osnas.report.internal.analysis.Importance;
import org.osnas.report.internal.analysis.Sample;
import org.osnas.report.internal.analysis.Slices;

/** Charts of what the choices in the layers do to scores. */
public final class LayerCharts {

    private static final int PAIRED = 8;
    private static final int LINES = 300;
    private static final int FEW = 10;

    private final SearchSpace space;
    private final ShownTrials trials;
    private final Sample sample;

    public LayerCharts(SearchSpace space, ShownTrials trials) {
        this.space = space;
        this.trials = trials;
        this.sample = Sample.of(space.sizes(), trials.scored());
    }

    /** All of them; without those that need more trials than there are. */
    public List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        int[] order = IntStream.range(0, space.depth()).toArray();
        if (trials.scored().size() >= Importance.FEWEST) {
            Importance importance = Importance.of(sample);
            order = importance.ranked();
            charts.add(importance(importance));
        }
        charts.add(slices(order));
        if (space.depth() > 1) {
            charts.add(pairs(order));
        }
        charts.add(choices());
        charts.add(parallel());
        return charts;
    }

    private static Chart importance(Importance importance) {
        int[] ranked = importance.ranked();
        List<double[]> pairs = new ArrayList<>();
        for (int l = 0; l < importance.pairs().length; l++) {
            for (int m = l + 1; m < importance.pairs().length; m++) {
                pairs.add(new double[] {l, m, importance.pairs()[l][m]});
            }
        }
        pairs.sort((a, b) -> Double.compare(b[2], a[2]));
        return Chart.of(
                "importance",
                String.format(
                        Locale.ROOT,
                        "Layer %d explains most of the differences of scores, %.0f %% of their variance.",
                        ranked[0],
                        100 * importance.layers()[ranked[0]]),
                Map.of(
                        "shares",
                        importance.layers(),
                        "pairs",
                        pairs.stream().limit(FEW).toList()));
    }

    private Chart slices(int[] order) {
        List<Object> layers = new ArrayList<>();
        for (int layer = 0; layer < space.depth(); layer++) {
            layers.add(Slices.of(sample, layer));
        }
        return Chart.of(
                "slices",
                "Scores of the trials with each candidate of a layer, as quartiles.",
                Map.of("layers", layers, "order", order));
    }

    private Chart pairs(int[] order) {
        List<Object> pairs = new ArrayList<>();
        int count = Math.min(PAIRED, order.length);
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                int first = Math.min(order[i], order[j]);
                int second = Math.max(order[i], order[j]);
                pairs.add(Map.of("first", first, "second", second, "cells", Slices.pairs(sample, first, second)));
            }
        }
        return Chart.of(
                "pairs", "Mean scores of the trials with each two candidates of two layers.", Map.of("pairs", pairs));
    }

    /** Which candidates the best have, layer by layer. */
    private Chart choices() {
        List<Integer> best = trials.best();
        Map<String, List<int[]>> groups = new LinkedHashMap<>();
        for (int count : new int[] {FEW, Math.max(FEW, best.size() / 10), best.size()}) {
            int taken = Math.min(count, best.size());
            String name = taken == best.size() ? "all " + taken : "the best " + taken;
            groups.putIfAbsent(name, counts(best.subList(0, taken)));
        }
        return Chart.of(
                "choices",
                "How many of the best architectures have each candidate, layer by layer.",
                Map.of("groups", groups));
    }

    private List<int[]> counts(List<Integer> of) {
        List<int[]> counts = new ArrayList<>();
        for (int size : space.sizes()) {
            counts.add(new int[size]);
        }
        for (int trial : of) {
            for (int layer = 0; layer < space.depth(); layer++) {
                counts.get(layer)[sample.choices()[trial][layer]]++;
            }
        }
        return counts;
    }

    private Chart parallel() {
        return Chart.of(
                "parallel",
                "A line for each architecture through its choices, its costs and its score.",
                Map.of("rows", trials.some(LINES)));
    }
}
