package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.List;
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

    private static List<Object> named(Map<String, List<double[]>> lines) {
        List<Object> named = new ArrayList<>();
        lines.forEach((name, points) -> named.add(Map.of("name", name, "points", points)));
        return named;
    }
}
