package org.osnas.core.cost;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.osnas.api.cost.Correction;

/**
 * Fits a {@link Correction} by weighted least squares: it minimises the sum of squared relative errors, so that small
 * networks count as much as large ones. Where the best line would fall, or give some network a cost of
 * 0 or less, the best factor is taken.
 */
final class CorrectionFit {

    // Sine of the angle between predictions and a constant below which the line is not determined.
    private static final double PARALLEL = 1e-6;

    private CorrectionFit() {}

    /**
     * @param predicted by a table without correction
     * @param measured costs of the same networks, above 0
     * @param cheapest least cost that the table predicts
     */
    static Correction of(double[] predicted, double[] measured, double cheapest) {
        RealMatrix shares = new Array2DRowRealMatrix(predicted.length, 2);
        for (int i = 0; i < predicted.length; i++) {
            shares.setRow(i, new double[] {predicted[i] / measured[i], 1 / measured[i]});
        }
        double parallel = PARALLEL * shares.getColumnVector(1).getNorm();
        DecompositionSolver line = new QRDecomposition(shares, parallel).getSolver();
        RealVector ones = new ArrayRealVector(predicted.length, 1);
        if (line.isNonSingular()) {
            RealVector best = line.solve(ones);
            double scale = best.getEntry(0);
            double offset = best.getEntry(1);
            if (scale > 0 && scale * cheapest + offset > 0) {
                return new Correction(scale, offset);
            }
        }
        RealVector factors = shares.getColumnVector(0);
        return new Correction(factors.dotProduct(ones) / factors.dotProduct(factors), 0);
    }
}
