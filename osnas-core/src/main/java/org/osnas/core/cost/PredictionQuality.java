package org.osnas.core.cost;

import java.util.Locale;
import org.osnas.core.internal.stats.RankAgreement;

/**
 * How well predicted costs of networks match measured ones.
 *
 * @param mape mean of {@code |predicted - measured| / measured}
 * @param bias mean of {@code (predicted - measured) / measured}
 * @param within share of networks whose prediction is within {@value #TOLERANCE} of the measured cost, relatively
 * @param spearman rank correlation; not a number if all predictions are equal
 */
public record PredictionQuality(double mape, double bias, double within, double spearman) {

    static final double TOLERANCE = 0.1;

    /** Compares arrays of equal length, of two networks or more. */
    public static PredictionQuality of(double[] predicted, double[] measured) {
        double absolute = 0;
        double signed = 0;
        int within = 0;
        for (int i = 0; i < predicted.length; i++) {
            double error = (predicted[i] - measured[i]) / measured[i];
            absolute += Math.abs(error);
            signed += error;
            within += Math.abs(error) <= TOLERANCE ? 1 : 0;
        }
        double n = predicted.length;
        return new PredictionQuality(absolute / n, signed / n, within / n, RankAgreement.spearman(predicted, measured));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "MAPE %.1f %%, bias %+.1f %%, within 10 %%: %.0f %%, %s",
                100 * mape,
                100 * bias,
                100 * within,
                ranks());
    }

    /** The rank correlation for people. */
    public String ranks() {
        return Double.isNaN(spearman)
                ? "no Spearman: all alike"
                : String.format(Locale.ROOT, "Spearman %.3f", spearman);
    }
}
