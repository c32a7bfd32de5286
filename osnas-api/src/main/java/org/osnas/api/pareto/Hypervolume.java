package org.osnas.api.pareto;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.osnas.api.spi.Check;

/**
 * The volume that a set of points dominates up to a reference point, all losses (Zitzler and Thiele 1998,
 * "Multiobjective optimization using evolutionary algorithms", https://doi.org/10.1007/BFb0056872): the usual measure
 * of how good a Pareto set is.
 *
 * <p>Exact, by slicing one objective after the other. Takes time {@code n^d} for n points and d objectives: fine for
 * fronts of hundreds in two or three.
 */
public final class Hypervolume {

    private Hypervolume() {}

    /**
     * @param losses points, smaller is better; those that do not dominate the reference count for nothing
     * @param reference worse than what is of interest in every objective
     */
    public static double of(Collection<double[]> losses, double[] reference) {
        Check.that(reference.length > 0, "a hypervolume needs at least one objective");
        double[][] points = losses.stream()
                .peek(p -> Check.that(
                        p.length == reference.length,
                        "a point has %d objectives, the reference %d",
                        p.length,
                        reference.length))
                .filter(p -> inside(p, reference))
                .toArray(double[][]::new);
        return points.length == 0 ? 0 : volume(points, reference, reference.length - 1);
    }

    private static boolean inside(double[] point, double[] reference) {
        for (int i = 0; i < point.length; i++) {
            if (!(point[i] < reference[i])) {
                return false;
            }
        }
        return true;
    }

    private static double volume(double[][] points, double[] reference, int objective) {
        double[][] sorted = points.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(p -> p[objective]));
        if (objective == 0) {
            return reference[0] - sorted[0][0];
        }
        double total = 0;
        for (int i = 0; i < sorted.length; i++) {
            double end = i + 1 < sorted.length ? sorted[i + 1][objective] : reference[objective];
            double height = end - sorted[i][objective];
            if (height > 0) {
                total += height * volume(Arrays.copyOf(sorted, i + 1), reference, objective - 1);
            }
        }
        return total;
    }
}
