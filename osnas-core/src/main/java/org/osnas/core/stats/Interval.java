package org.osnas.core.stats;

/** A closed interval; not-a-number on both ends if it cannot be given. */
public record Interval(double low, double high) {

    /** Quantile of the normal distribution for 95 %. */
    private static final double Z = 1.959964;

    /**
     * Where the share lies in which a number of examples would be right of all that could be drawn, with 95 % certainty:
     * Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
     *
     * @param share of the examples that are right, 0 to 1
     * @param examples how many were looked at
     */
    public static Interval wilson(double share, long examples) {
        if (examples <= 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double z2 = Z * Z / examples;
        double middle = (share + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(share * (1 - share) / examples + z2 / (4 * examples)) / (1 + z2);
        return new Interval(middle - half, middle + half);
    }
}
