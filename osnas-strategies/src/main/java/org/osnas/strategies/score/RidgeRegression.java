package org.osnas.strategies.score;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * A linear prediction from standardised features, whose coefficients are held back as much as leaving out each row in turn
 * shows to be best (Hoerl and Kennard 1970, "Ridge regression", https://doi.org/10.1080/00401706.1970.10488634; the
 * leave-one-out error by the hat matrix, Allen 1974, https://doi.org/10.1080/00401706.1974.10489157).
 */
final class RidgeRegression {

    private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10, 100};

    private final double[] centre;
    private final double[] unit;
    private final double mean;
    private final double[] coefficients;

    private RidgeRegression(double[] centre, double[] unit, double mean, double[] coefficients) {
        this.centre = centre;
        this.unit = unit;
        this.mean = mean;
        this.coefficients = coefficients;
    }

    /**
     * @param rows features, in which a value that is not a number counts as the mean of its column
     * @param targets one a row
     */
    static RidgeRegression fit(List<double[]> rows, double[] targets) {
        int n = rows.size();
        int width = rows.get(0).length;
        double[] centre = new double[width];
        double[] unit = new double[width];
        for (int f = 0; f < width; f++) {
            int column = f;
            double[] values = rows.stream()
                    .mapToDouble(row -> row[column])
                    .filter(Double::isFinite)
                    .toArray();
            double sum = 0;
            for (double v : values) {
                sum += v / values.length;
            }
            double squares = 0;
            for (double v : values) {
                squares += (v - sum) * (v - sum) / values.length;
            }
            centre[f] = sum;
            // A feature that is the same for all says nothing.
            unit[f] = squares > 0 ? Math.sqrt(squares) : Double.POSITIVE_INFINITY;
        }
        double mean = 0;
        for (double t : targets) {
            mean += t / n;
        }
        double[][] x = new double[n][];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = standardised(rows.get(i), centre, unit);
            y[i] = targets[i] - mean;
        }
        return new RidgeRegression(centre, unit, mean, best(new Array2DRowRealMatrix(x, false), y));
    }

    private static double[] best(RealMatrix x, double[] y) {
        double least = Double.POSITIVE_INFINITY;
        double[] best = new double[x.getColumnDimension()];
        for (double penalty : PENALTIES) {
            RealMatrix gram = x.transposeMultiply(x);
            for (int f = 0; f < gram.getRowDimension(); f++) {
                gram.addToEntry(f, f, penalty);
            }
            RealMatrix solve =
                    new CholeskyDecomposition(gram, 1e-9, 1e-15).getSolver().getInverse();
            double[] coefficients = solve.multiply(x.transpose()).operate(y);
            double error = leftOut(x, y, coefficients, x.multiply(solve));
            if (error < least) {
                least = error;
                best = coefficients;
            }
        }
        return best;
    }

    /** Sum of the squared errors of each row by a fit of the others. */
    private static double leftOut(RealMatrix x, double[] y, double[] coefficients, RealMatrix weighted) {
        double[] fitted = x.operate(coefficients);
        double error = 0;
        for (int i = 0; i < y.length; i++) {
            // The mean was taken out with the row in it, which is one share of n of its own.
            double hat = new ArrayRealVector(weighted.getRow(i), false).dotProduct(x.getRowVector(i)) + 1.0 / y.length;
            double residual = (y[i] - fitted[i]) / Math.max(1 - hat, 1e-6);
            error += residual * residual;
        }
        return error;
    }

    private static double[] standardised(double[] row, double[] centre, double[] unit) {
        double[] values = new double[row.length];
        for (int f = 0; f < row.length; f++) {
            values[f] = Double.isFinite(row[f]) ? (row[f] - centre[f]) / unit[f] : 0;
        }
        return values;
    }

    double predict(double[] row) {
        double[] values = standardised(row, centre, unit);
        double sum = mean;
        for (int f = 0; f < values.length; f++) {
            sum += coefficients[f] * values[f];
        }
        return sum;
    }
}
