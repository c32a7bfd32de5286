package org.osnas.api.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;

/**
 * Pareto dominance among trials, and the orders that NSGA-II makes of it (Deb, Pratap, Agarwal and Meyarivan 2002, "A
 * fast and elitist multiobjective genetic algorithm: NSGA-II", https://doi.org/10.1109/4235.996017). Failed trials have
 * no place in any of them.
 */
public final class Pareto {

    private Pareto() {}

    /** Whether losses {@code a} are nowhere worse than {@code b}, and better in one. */
    public static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better;
    }

    /** The trials that no other dominates, in their order; of several with equal losses all are kept. */
    public static List<Trial> front(Collection<Trial> trials, Objectives objectives) {
        List<Trial> usable = trials.stream().filter(t -> !t.failed()).toList();
        double[][] losses = usable.stream().map(objectives::losses).toArray(double[][]::new);
        // Sorted, whatever dominates a trial stands before it, so a look at the front so far tells (Kung, Luccio and
        // Preparata 1975, https://doi.org/10.1145/321906.321910). Of two losses only the last of the front counts.
        int[] sorted = IntStream.range(0, losses.length)
                .boxed()
                .sorted((a, b) -> Arrays.compare(losses[a], losses[b]))
                .mapToInt(i -> i)
                .toArray();
        List<Integer> front = new ArrayList<>();
        for (int i : sorted) {
            int from = losses[i].length == 2 ? Math.max(0, front.size() - 1) : 0;
            boolean dominated = false;
            for (int j = front.size() - 1; j >= from && !dominated; j--) {
                dominated = dominates(losses[front.get(j)], losses[i]);
            }
            if (!dominated) {
                front.add(i);
            }
        }
        return front.stream().sorted().map(usable::get).toList();
    }

    /** The front, then the front of the rest, and so on until no trial is left. */
    public static List<List<Trial>> fronts(Collection<Trial> trials, Objectives objectives) {
        List<Trial> usable = trials.stream().filter(t -> !t.failed()).toList();
        double[][] losses = usable.stream().map(objectives::losses).toArray(double[][]::new);
        int n = losses.length;
        int[] dominators = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                dominators[i] += dominates(losses[j], losses[i]) ? 1 : 0;
            }
        }
        List<List<Trial>> fronts = new ArrayList<>();
        int[] current = IntStream.range(0, n).filter(i -> dominators[i] == 0).toArray();
        while (current.length > 0) {
            fronts.add(Arrays.stream(current).mapToObj(usable::get).toList());
            List<Integer> next = new ArrayList<>();
            for (int i : current) {
                for (int j = 0; j < n; j++) {
                    if (dominates(losses[i], losses[j]) && --dominators[j] == 0) {
                        next.add(j);
                    }
                }
            }
            current = next.stream().mapToInt(j -> j).sorted().toArray();
        }
        return fronts;
    }

    /**
     * Crowding distance of each trial of a front: the sum over the objectives of the gap between its two neighbours, as
     * a share of the front's extent; infinite at the ends.
     */
    public static double[] crowding(List<Trial> front, Objectives objectives) {
        double[][] losses = front.stream().map(objectives::losses).toArray(double[][]::new);
        double[] distance = new double[losses.length];
        if (losses.length == 0) {
            return distance;
        }
        for (int m = 0; m < losses[0].length; m++) {
            int objective = m;
            int[] order = IntStream.range(0, losses.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> losses[i][objective]))
                    .mapToInt(i -> i)
                    .toArray();
            int last = order.length - 1;
            double extent = losses[order[last]][m] - losses[order[0]][m];
            distance[order[0]] = Double.POSITIVE_INFINITY;
            distance[order[last]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < last; i++) {
                // An extent of zero or infinity tells no two gaps apart.
                if (extent > 0 && Double.isFinite(extent)) {
                    distance[order[i]] += (losses[order[i + 1]][m] - losses[order[i - 1]][m]) / extent;
                }
            }
        }
        return distance;
    }

    /** All trials by front, within a front the less crowded first, among equals the earlier proposed first. */
    public static List<Trial> crowdedOrder(Collection<Trial> trials, Objectives objectives) {
        List<Trial> sorted = new ArrayList<>();
        for (List<Trial> front : fronts(trials, objectives)) {
            double[] crowding = crowding(front, objectives);
            IntStream.range(0, front.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -crowding[i])
                            .thenComparingLong(i -> front.get(i).index()))
                    .forEach(i -> sorted.add(front.get(i)));
        }
        return sorted;
    }
}
