package org.osnas.core.agent;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.pareto.Pareto;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;

/**
 * Which trials of a search are trained from scratch: the best, or, if costs count beside the score, some that lie far
 * apart on the Pareto front. The first is the one with the best score; each further one is the farthest from those
 * before it, in objectives scaled to the extent of the front (farthest-first traversal: Gonzalez 1985, "Clustering to
 * minimize the maximum intercluster distance", https://doi.org/10.1016/0304-3975(85)90224-5).
 */
final class Finalists {

    private Finalists() {}

    /**
     * The trials that no other dominates, by rising cost of the first metric; empty if the score alone counts.
     *
     * @param ranked trials that have a score, best first
     */
    static List<Trial> front(List<Trial> ranked, Objectives objectives) {
        if (!objectives.several()) {
            return List.of();
        }
        String metric = objectives.metrics().get(0);
        return Pareto.front(ranked, objectives).stream()
                .sorted(Trial.byCost(metric))
                .toList();
    }

    /**
     * @param ranked as of {@link #front}
     * @param front of these
     * @param most how many are wanted; there are fewer if there are no more
     */
    static List<Trial> of(List<Trial> ranked, List<Trial> front, Objectives objectives, int most) {
        if (!objectives.several()) {
            return ranked.subList(0, Math.min(most, ranked.size()));
        }
        List<Trial> rest = new ArrayList<>(ranked);
        rest.retainAll(front);
        double[][] extent = extent(rest, objectives);
        List<Trial> chosen = new ArrayList<>(List.of(rest.remove(0)));
        while (chosen.size() < most && !rest.isEmpty()) {
            Trial farthest = rest.get(0);
            for (Trial trial : rest) {
                boolean farther = gap(trial, chosen, objectives, extent) > gap(farthest, chosen, objectives, extent);
                farthest = farther ? trial : farthest;
            }
            chosen.add(farthest);
            rest.remove(farthest);
        }
        return chosen;
    }

    /** Least and greatest loss of each objective. */
    private static double[][] extent(List<Trial> front, Objectives objectives) {
        double[][] extent = {objectives.losses(front.get(0)), objectives.losses(front.get(0))};
        for (Trial trial : front) {
            double[] losses = objectives.losses(trial);
            for (int i = 0; i < losses.length; i++) {
                extent[0][i] = Math.min(extent[0][i], losses[i]);
                extent[1][i] = Math.max(extent[1][i], losses[i]);
            }
        }
        return extent;
    }

    /** Squared distance to the nearest of some trials. */
    private static double gap(Trial trial, List<Trial> others, Objectives objectives, double[][] extent) {
        double[] here = objectives.losses(trial);
        double least = Double.POSITIVE_INFINITY;
        for (Trial other : others) {
            double[] there = objectives.losses(other);
            double sum = 0;
            for (int i = 0; i < here.length; i++) {
                double width = extent[1][i] - extent[0][i];
                double along = width > 0 ? (here[i] - there[i]) / width : 0;
                sum += along * along;
            }
            least = Math.min(least, sum);
        }
        return least;
    }
}
