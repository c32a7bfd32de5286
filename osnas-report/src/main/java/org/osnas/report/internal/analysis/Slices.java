package org.osnas.report.internal.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores by choice: of one layer as quartiles, of two as means. */
public final class Slices {

    private Slices() {}

    /**
     * The scores of trials with a candidate.
     *
     * @param quartiles least, lower quartile, median, upper quartile, most; empty if no trial has it
     */
    public record Slice(int count, double[] quartiles) {}

    /** By candidate of a layer. */
    public static List<Slice> of(Sample sample, int layer) {
        List<Slice> slices = new ArrayList<>();
        for (int choice = 0; choice < sample.sizes()[layer]; choice++) {
            double[] scores = new double[sample.size()];
            int count = 0;
            for (int trial = 0; trial < sample.size(); trial++) {
                if (sample.choices()[trial][layer] == choice) {
                    scores[count++] = sample.scores()[trial];
                }
            }
            double[] sorted = Arrays.copyOf(scores, count);
            Arrays.sort(sorted);
            slices.add(new Slice(count, quartiles(sorted)));
        }
        return slices;
    }

    private static double[] quartiles(double[] sorted) {
        return sorted.length == 0
                ? new double[0]
                : new double[] {
                    sorted[0],
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    sorted[sorted.length - 1]
                };
    }

    /** By linear interpolation between neighbours. */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Cells of two layers that trials have.
     *
     * @return rows of first choice, second choice, mean score, number of trials
     */
    public static List<double[]> pairs(Sample sample, int first, int second) {
        int width = sample.sizes()[second];
        double[] sums = new double[sample.sizes()[first] * width];
        int[] counts = new int[sums.length];
        for (int trial = 0; trial < sample.size(); trial++) {
            int cell = sample.choices()[trial][first] * width + sample.choices()[trial][second];
            sums[cell] += sample.scores()[trial];
            counts[cell]++;
        }
        List<double[]> cells = new ArrayList<>();
        for (int cell = 0; cell < sums.length; cell++) {
            if (counts[cell] > 0) {
                cells.add(new double[] {cell / width, cell % width, sums[cell] / counts[cell], counts[cell]});
            }
        }
        return cells;
    }
}
