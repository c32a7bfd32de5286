package org.osnas.core.cost;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Costs of parts from costs of wholes, by regularised least squares of relative errors (ridge regression: Hoerl and
 * Kennard 1970, <a href="https://doi.org/10.1080/00401706.1970.10488634">doi</a>). Few wholes say little of many parts,
 * so a part is drawn to what its features say: first the features alone are fitted, then what they leave over, with a
 * strength that five-fold cross-validation chooses.
 */
final class AdditiveFit {

    private static final double[] STRENGTHS = {1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10, 100};
    private static final double SLIGHT = 1e-6;
    private static final int FOLDS = 5;

    private AdditiveFit() {}

    /**
     * The costs that explain the wholes best.
     *
     * @param counts for each whole how often it has each part
     * @param costs of the wholes, above 0
     * @param features of each part, as many for all; zero for a part that does nothing
     * @return first what all wholes have in common, then the cost of each part
     */
    static double[] of(double[][] counts, double[] costs, double[][] features) {
        int parts = features.length;
        double[][] scaled = scaled(features);
        double[][] sums = Arrays.stream(counts)
                .map(count -> IntStream.range(0, scaled[0].length)
                        .mapToDouble(f -> IntStream.range(0, parts)
                                .mapToDouble(p -> count[p] * scaled[p][f])
                                .sum())
                        .toArray())
                .toArray(double[][]::new);
        double[] byFeature = ridge(sums, costs, costs, SLIGHT);
        double[] rest = new double[costs.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = costs[i] - predicted(byFeature, sums[i]);
        }
        double[] byPart = ridge(counts, rest, costs, strength(counts, rest, costs));
        double[] result = new double[parts + 1];
        result[0] = byFeature[0] + byPart[0];
        for (int p = 0; p < parts; p++) {
            result[p + 1] = byPart[p + 1];
            for (int f = 0; f < scaled[p].length; f++) {
                result[p + 1] += byFeature[f + 1] * scaled[p][f];
            }
        }
        return result;
    }

    /** The same features with a greatest value of 1. */
    private static double[][] scaled(double[][] features) {
        double[] most = new double[features[0].length];
        for (double[] row : features) {
            for (int f = 0; f < most.length; f++) {
                most[f] = Math.max(most[f], Math.abs(row[f]));
            }
        }
        return Arrays.stream(features)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(f -> most[f] > 0 ? row[f] / most[f] : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double strength(double[][] counts, double[] rest, double[] costs) {
        double best = STRENGTHS[STRENGTHS.length - 1];
        double least = Double.POSITIVE_INFINITY;
        for (double strength : STRENGTHS) {
            double error = 0;
            for (int fold = 0; fold < FOLDS; fold++) {
                int held = fold;
                int[] others = IntStream.range(0, rest.length)
                        .filter(i -> i % FOLDS != held)
                        .toArray();
                double[] fit = ridge(
                        Arrays.stream(others).mapToObj(i -> counts[i]).toArray(double[][]::new),
                        Arrays.stream(others).mapToDouble(i -> rest[i]).toArray(),
                        Arrays.stream(others).mapToDouble(i -> costs[i]).toArray(),
                        strength);
                for (int i = fold; i < rest.length; i += FOLDS) {
                    double relative = (rest[i] - predicted(fit, counts[i])) / costs[i];
                    error += relative * relative;
                }
            }
            if (error < least) {
                least = error;
                best = strength;
            }
        }
        return best;
    }

    private static double predicted(double[] fit, double[] row) {
        double sum = fit[0];
        for (int i = 0; i < row.length; i++) {
            sum += fit[i + 1] * row[i];
        }
        return sum;
    }

    /** An intercept, which is not drawn to zero, and a factor for each column. */
    private static double[] ridge(double[][] rows, double[] values, double[] weights, double strength) {
        int columns = rows[0].length + 1;
        double scale = Arrays.stream(weights).average().orElseThrow();
        RealMatrix x = new Array2DRowRealMatrix(rows.length, columns);
        RealVector y = new ArrayRealVector(rows.length);
        for (int i = 0; i < rows.length; i++) {
            double weight = scale / weights[i];
            x.setEntry(i, 0, weight);
            for (int j = 0; j < rows[i].length; j++) {
                x.setEntry(i, j + 1, weight * rows[i][j]);
            }
            y.setEntry(i, weight * values[i]);
        }
        RealMatrix normal = x.transposeMultiply(x);
        RealMatrix drawn = MatrixUtils.createRealIdentityMatrix(columns).scalarMultiply(strength);
        drawn.setEntry(0, 0, SLIGHT);
        return new CholeskyDecomposition(normal.add(drawn))
                .getSolver()
                .solve(x.preMultiply(y))
                .toArray();
    }
}
