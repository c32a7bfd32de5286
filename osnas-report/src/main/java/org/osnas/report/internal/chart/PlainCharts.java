package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Charts that show values as they are given. */
public final class PlainCharts {

    private PlainCharts() {}

    /**
     * Lines in a plane from 0 to 1.
     *
     * @param lines points by name
     */
    public static Chart curves(String id, String title, String across, String up, Map<String, List<double[]>> lines) {
        return new Chart(
                id,
                "curves",
                title,
                up + " by " + across + ": " + String.join(", ", lines.keySet()),
                Map.of("across", across, "up", up, "lines", named(lines)));
    }

    /**
     * How many examples of each class are taken for each.
     *
     * @param counts {@code [truth][guess]}
     */
    public static Chart matrix(String id, String title, List<String> names, int[][] counts) {
        long right = 0;
        long all = 0;
        for (int truth = 0; truth < counts.length; truth++) {
            for (int guess = 0; guess < counts.length; guess++) {
                right += truth == guess ? counts[truth][guess] : 0;
                all += counts[truth][guess];
            }
        }
        return new Chart(
                id,
                "matrix",
                title,
                "%d of %d examples are taken for what they are.".formatted(right, all),
                Map.of("names", names, "counts", counts));
    }

    /**
     * Accuracies by scores.
     *
     * @param scorer what ranked
     * @param metric of the costs
     * @param pairs with {@code architecture}, {@code score}, {@code accuracy} and {@code cost}
     * @param tau Kendall's, between both
     */
    public static Chart fidelity(String id, String scorer, String metric, List<Map<String, Object>> pairs, double tau) {
        return new Chart(
                id,
                "fidelity",
                "",
                String.format(Locale.ROOT, "Kendall's tau-b is %.2f over %d architectures.", tau, pairs.size()),
                Map.of("scorer", scorer, "metric", metric, "pairs", pairs));
    }

    /**
     * Measured latency by what a table predicts.
     *
     * @param points with {@code architecture}, {@code predicted} and {@code measured}
     */
    public static Chart latency(String id, String unit, List<Map<String, Object>> points) {
        return new Chart(
                id,
                "latency",
                "",
                "Predicted and measured latency of %d networks.".formatted(points.size()),
                Map.of("unit", unit, "points", points));
    }

    /**
     * The best so far of several searches.
     *
     * @param lines points of trial and score by name
     */
    public static Chart progress(Map<String, List<double[]>> lines) {
        double last = lines.values().stream()
                .mapToDouble(points -> points.isEmpty() ? 0 : points.get(points.size() - 1)[0])
                .max()
                .orElse(0);
        return Chart.of(
                "progress",
                "The best scores so far of " + String.join(", ", lines.keySet()) + ".",
                Map.of(
                        "lines",
                        named(lines),
                        "evaluations",
                        last,
                        "across",
                        "trial",
                        "up",
                        "best score so far",
                        "steps",
                        true));
    }

    /** Fronts of score and a cost of several searches. */
    public static Chart fronts(String metric, Map<String, List<double[]>> lines) {
        return new Chart(
                "fronts-" + metric,
                "fronts",
                "",
                "Fronts of score and " + metric + " of " + String.join(", ", lines.keySet()) + ".",
                Map.of("lines", named(lines), "metric", metric));
    }

    private static List<Object> named(Map<String, List<double[]>> lines) {
        List<Object> named = new ArrayList<>();
        lines.forEach((name, points) -> named.add(Map.of("name", name, "points", points)));
        return named;
    }
}
