package org.osnas.core.cost;

import org.osnas.api.cost.Correction;

/**
 * Fits a {@link Correction} by weighted least squares: it minimises the sum of squared relative errors, so that small
 * networks count as much as large ones. Where the best line would fall, or give some network a cost of
 * 0 or less, the best factor is taken.
 */
final class CorrectionFit {

    private CorrectionFit() {}

    /**
     * @param predicted by a table without correction
     * @param measured costs of the same networks, above 0
     * @param cheapest least cost that the table predicts
     */
    static Correction of(double[] predicted, double[] measured, double cheapest) {
        double w = 0;
        double p = 0;
        double m = 0;
        double pp = 0;
        double pm = 0;
        for (int i = 0; i < predicted.length; i++) {
            double weight = 1 / (measured[i] * measured[i]);
            w += weight;
            p += weight * predicted[i];
            m += weight * measured[i];
            pp += weight * predicted[i] * predicted[i];
            pm += weight * predicted[i] * measured[i];
        }
        double variance = w * pp - p * p;
        double scale = (w * pm - p * m) / variance;
        if (variance > 1e-12 * w * pp && scale > 0) {
            Correction line = new Correction(scale, (m - scale * p) / w);
            if (line.of(cheapest) > 0) {
                return line;
            }
        }
        return new Correction(pm / pp, 0);
    }
}
