package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The costs of one metric on a grid: candidate {@code c} of layer {@code l} costs {@code minimum(l) + step * q[l][c]},
 * up to a rounding error that is known. Whole-number costs are divided by their greatest common divisor, which makes
 * the grid exact, unless it would have too many cells.
 */
final class Axis {

    private final LookupTable table;
    private final int[][] q;
    private final double step;
    private final double cheapest;
    private final boolean exact;
    private final int cells;
    private final int low;
    private final int high;

    private Axis(LookupTable table, Range range, int[][] q, double step, boolean exact) {
        this.table = table;
        this.q = q;
        this.step = step;
        this.exact = exact;
        this.cheapest = table.min();
        this.cells = 1 + Arrays.stream(q).mapToInt(Axis::max).sum();
        double errorLow = 0;
        double errorHigh = 0;
        if (!exact) {
            double[] error = roundingErrors();
            // Sums of doubles round as well: a billionth of the range is far more than that.
            double slack = 1e-9 * (table.max() - cheapest);
            errorLow = error[0] - slack;
            errorHigh = error[1] + slack;
        }
        this.low = (int) Math.max(0, firstAtLeast(range.min() - cheapest - errorHigh));
        this.high = (int) Math.min(cells - 1L, lastAtMost(range.max() - cheapest - errorLow));
    }

    /** The table on a grid of at most {@code maxCells} cells, and the window of a range on it. */
    static Axis of(LookupTable table, Range range, int maxCells) {
        double spread = table.max() - table.min();
        if (table.sumsExactly()) {
            long divisor = Math.max(1, gcd(table));
            long multiple = Math.max(1, (long) Math.ceil(spread / divisor / Math.max(1, maxCells - 1)));
            double step = (double) divisor * multiple;
            return new Axis(table, range, quantise(table, step), step, multiple == 1);
        }
        // Rounding each layer to the nearest cell can add half a cell a layer.
        double step = spread / Math.max(1, maxCells - 1 - table.depth());
        return new Axis(table, range, quantise(table, step), step, false);
    }

    int offset(int layer, int choice) {
        return q[layer][choice];
    }

    int cells() {
        return cells;
    }

    /** Whether cells are exact costs. */
    boolean exact() {
        return exact;
    }

    /** First cell that can hold a cost within the range. */
    int low() {
        return low;
    }

    /** Last cell that can hold a cost within the range; less than {@link #low()} if there is none. */
    int high() {
        return high;
    }

    boolean accepts(int cell) {
        return cell >= low && cell <= high;
    }

    /** Whether an architecture ends in the window. */
    boolean reachable() {
        int first = reachableCells().shiftRight(low).getLowestSetBit();
        return first >= 0 && first <= high - low;
    }

    /** Costs of the nearest reachable cells below and above a window that no architecture reaches. */
    double[] nearest() {
        BigInteger reachable = reachableCells();
        int below = reachable
                        .and(BigInteger.ONE.shiftLeft(low).subtract(BigInteger.ONE))
                        .bitLength()
                - 1;
        int after = Math.max(low, high + 1);
        int above = after + reachable.shiftRight(after).getLowestSetBit();
        return new double[] {cheapest + below * step, cheapest + above * step};
    }

    /** A bit for every cell. */
    private BigInteger reachableCells() {
        BigInteger reachable = BigInteger.ONE;
        for (int[] layer : q) {
            BigInteger next = BigInteger.ZERO;
            for (int offset : Arrays.stream(layer).distinct().toArray()) {
                next = next.or(reachable.shiftLeft(offset));
            }
            reachable = next;
        }
        return reachable;
    }

    private double firstAtLeast(double cost) {
        double cell = Math.ceil(cost / step);
        while ((cell - 1) * step >= cost && cell > 0) {
            cell--;
        }
        return cell * step < cost ? cell + 1 : cell;
    }

    private double lastAtMost(double cost) {
        double cell = Math.floor(cost / step);
        while ((cell + 1) * step <= cost && cell < cells) {
            cell++;
        }
        return cell * step > cost ? cell - 1 : cell;
    }

    /** Least and greatest sum over the layers of true cost minus cost on the grid. */
    private double[] roundingErrors() {
        double[] total = new double[2];
        for (int l = 0; l < q.length; l++) {
            double minimum = min(table, l);
            double least = 0;
            double greatest = 0;
            for (int c = 0; c < q[l].length; c++) {
                double error = table.blockCost(l, c) - minimum - q[l][c] * step;
                least = Math.min(least, error);
                greatest = Math.max(greatest, error);
            }
            total[0] += least;
            total[1] += greatest;
        }
        return total;
    }

    private static int[][] quantise(LookupTable table, double step) {
        int[][] q = new int[table.depth()][];
        for (int l = 0; l < q.length; l++) {
            double minimum = min(table, l);
            q[l] = new int[table.size(l)];
            for (int c = 0; c < q[l].length; c++) {
                q[l][c] = (int) Math.round((table.blockCost(l, c) - minimum) / step);
            }
        }
        return q;
    }

    private static long gcd(LookupTable table) {
        BigInteger divisor = BigInteger.ZERO;
        for (int l = 0; l < table.depth(); l++) {
            for (int c = 0; c < table.size(l); c++) {
                divisor = divisor.gcd(BigInteger.valueOf((long) (table.blockCost(l, c) - min(table, l))));
            }
        }
        return divisor.longValueExact();
    }

    private static double min(LookupTable table, int layer) {
        double min = table.blockCost(layer, 0);
        for (int c = 1; c < table.size(layer); c++) {
            min = Math.min(min, table.blockCost(layer, c));
        }
        return min;
    }

    private static int max(int[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
