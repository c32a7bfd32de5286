package org.osnas.api.cost;

import java.util.Arrays;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.WholeNumbers;

/**
 * The numbers of a table.
 *
 * @param base cost of what every network has
 * @param cost {@code [layer][candidate]}; never written to
 */
@SuppressWarnings("ArrayRecordComponent") // read where costs are summed, millions of times a second
record BlockCosts(double base, double[][] cost) {

    /**
     * A copy of numbers that someone gave.
     *
     * @throws org.osnas.api.spi.BadInputException if one is not finite, or a layer has none
     */
    static BlockCosts given(Metric metric, double base, double[][] cost) {
        Check.that(Double.isFinite(base), "table %s holds a base cost that is not a number: %s", metric, base);
        for (double[] row : cost) {
            Check.that(row.length > 0, "table %s has a layer without candidates", metric);
            for (double value : row) {
                Check.that(Double.isFinite(value), "table %s holds a cost that is not a number: %s", metric, value);
            }
        }
        return new BlockCosts(base, Arrays.stream(cost).map(double[]::clone).toArray(double[][]::new));
    }

    BlockCosts corrected(Correction correction) {
        if (correction.equals(Correction.NONE)) {
            return this;
        }
        double[][] scaled = Arrays.stream(cost)
                .map(row -> Arrays.stream(row).map(c -> correction.scale() * c).toArray())
                .toArray(double[][]::new);
        return new BlockCosts(correction.of(base), scaled);
    }

    int[] sizes() {
        return Arrays.stream(cost).mapToInt(row -> row.length).toArray();
    }

    /** Whether all costs are whole numbers whose sums have no rounding error. */
    boolean sumExactly() {
        return WholeNumbers.exactSums(base, cost);
    }
}
