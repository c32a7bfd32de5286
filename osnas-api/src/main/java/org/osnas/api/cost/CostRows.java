package org.osnas.api.cost;

import org.osnas.api.space.Architecture;

/**
 * The costs of a table in one flat array, for the sums of architectures. Sums of whole numbers are exact in any order
 * below 2^53, so parameters and multiply-accumulates are summed in four independent chains; other costs in the order of
 * the layers.
 */
final class CostRows {

    private static final double EXACT = 0x1p53;

    private final double base;
    private final double[] flat;
    private final int[] start;
    private final boolean whole;

    CostRows(double base, double[][] cost) {
        this.base = base;
        this.start = new int[cost.length];
        int length = 0;
        for (int l = 0; l < cost.length; l++) {
            start[l] = length;
            length += cost[l].length;
        }
        this.flat = new double[length];
        for (int l = 0; l < cost.length; l++) {
            System.arraycopy(cost[l], 0, flat, start[l], cost[l].length);
        }
        this.whole = isWhole(base, cost);
    }

    /** Whether every cost is a whole number and no sum of an architecture can reach 2^53. */
    private static boolean isWhole(double base, double[][] cost) {
        double largest = Math.abs(base);
        boolean whole = base == Math.rint(base);
        for (double[] row : cost) {
            double ofRow = 0;
            for (double value : row) {
                whole &= value == Math.rint(value);
                ofRow = Math.max(ofRow, Math.abs(value));
            }
            largest += ofRow;
        }
        return whole && largest < EXACT;
    }

    boolean isWhole() {
        return whole;
    }

    /** The same to the last bit as the sum in the order of the layers. */
    double sum(Architecture architecture) {
        return whole ? sumInChains(architecture) : sumInOrder(architecture);
    }

    private double sumInOrder(Architecture architecture) {
        double total = base;
        for (int l = 0; l < start.length; l++) {
            total += flat[start[l] + architecture.choice(l)];
        }
        return total;
    }

    private double sumInChains(Architecture architecture) {
        double a = base;
        double b = 0;
        double c = 0;
        double d = 0;
        int l = 0;
        for (; l + 3 < start.length; l += 4) {
            a += flat[start[l] + architecture.choice(l)];
            b += flat[start[l + 1] + architecture.choice(l + 1)];
            c += flat[start[l + 2] + architecture.choice(l + 2)];
            d += flat[start[l + 3] + architecture.choice(l + 3)];
        }
        for (; l < start.length; l++) {
            a += flat[start[l] + architecture.choice(l)];
        }
        return a + b + (c + d);
    }
}
