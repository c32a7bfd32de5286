package org.osnas.api.spi;

/** Which doubles are whole numbers without a rounding error: IEEE 754 holds every integer up to 2^53 exactly. */
public final class WholeNumbers {

    private static final double LIMIT = 0x1p53;

    private WholeNumbers() {}

    /** Whether a value is a whole number of less than 2^53, so that {@code (long) value} is the same number. */
    public static boolean exact(double value) {
        return value == Math.rint(value) && Math.abs(value) < LIMIT;
    }

    /** Whether a base cost and all costs are whole, and no sum of one a layer can reach 2^53: sums are exact then. */
    public static boolean exactSums(double base, double[][] cost) {
        double largest = Math.abs(base);
        boolean whole = exact(base);
        for (double[] row : cost) {
            double ofRow = 0;
            for (double value : row) {
                whole &= exact(value);
                ofRow = Math.max(ofRow, Math.abs(value));
            }
            largest += ofRow;
        }
        return whole && largest < LIMIT;
    }
}
