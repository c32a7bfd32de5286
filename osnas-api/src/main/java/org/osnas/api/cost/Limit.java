package org.osnas.api.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.osnas.api.space.Architecture;

/** One range of a budget with the table it is about. */
record Limit(LookupTable table, Range range) {

    /** Whether no architecture is outside. */
    boolean excludesNothing() {
        return range.contains(table.min()) && range.contains(table.max());
    }

    static boolean allow(List<Limit> limits, int[] choices) {
        return allow(limits, Architecture.of(choices));
    }

    static boolean allow(List<Limit> limits, Architecture architecture) {
        for (Limit limit : limits) {
            if (!limit.range.contains(limit.table.cost(architecture))) {
                return false;
            }
        }
        return true;
    }

    /** Whether no architecture within this limit has a candidate: it alone is more than a peak may be. */
    boolean excludes(int layer, int choice) {
        return isPeak() && table.blockCost(layer, choice) > range.max();
    }

    /**
     * What is left of this limit when the candidates that it {@link #excludes} are left out, as one on sums: a peak
     * reaches its minimum if one block or more does, so blocks that do are counted. Empty if nothing is left.
     */
    Optional<Limit> additive() {
        if (!isPeak()) {
            return Optional.of(this);
        }
        if (table.min() >= range.min()) {
            return Optional.empty();
        }
        double[][] reaches = new double[table.depth()][];
        for (int l = 0; l < reaches.length; l++) {
            reaches[l] = new double[table.size(l)];
            for (int c = 0; c < reaches[l].length; c++) {
                reaches[l][c] = table.blockCost(l, c) >= range.min() ? 1 : 0;
            }
        }
        Metric count = new Metric(table.metric().name(), "blocks");
        LookupTable counts = new LookupTable(count, 0, reaches, table.space(), table.input(), table.fingerprint());
        return Optional.of(new Limit(counts, new Range(1, reaches.length)));
    }

    boolean isPeak() {
        return table.metric().combination() == Combination.MAX;
    }

    /** The reachable costs of a peak next to a range that none is in: the greatest below, the least above. */
    double[] nearestPeaks() {
        double below = Double.NEGATIVE_INFINITY;
        double above = Double.POSITIVE_INFINITY;
        for (double cost : peaks()) {
            below = cost < range.min() ? Math.max(below, cost) : below;
            above = cost > range.max() ? Math.min(above, cost) : above;
        }
        return new double[] {below, above};
    }

    /** Whether a peak within the range is reachable. */
    boolean peakReachable() {
        return Arrays.stream(peaks()).anyMatch(range::contains);
    }

    /** All peaks that some architecture has. */
    private double[] peaks() {
        double min = table.min();
        DoubleStream blocks = IntStream.range(0, table.depth())
                .boxed()
                .flatMapToDouble(l -> IntStream.range(0, table.size(l)).mapToDouble(c -> table.blockCost(l, c)));
        // Any other block that is not more leaves the least peak of the other layers, which is at most min.
        return DoubleStream.concat(DoubleStream.of(min), blocks.filter(cost -> cost >= min))
                .toArray();
    }
}
