package org.osnas.api.cost;

import java.util.Arrays;
import org.osnas.api.space.Architecture;

/**
 * The costs of a table for a quick answer: neighbouring layers are taken together, so that an architecture is half as
 * many entries as it has layers. The choices of a pair are a place in one flat array of 2 KB a pair, and the entries are
 * combined in four independent chains. Where a layer has more than {@value #STEP} candidates there are no pairs; costs
 * are combined one by one then.
 */
final class PairedCosts {

    /** Most candidates of a layer in pairs; from one choice of the second layer of a pair to the next. */
    private static final int STEP = 16;

    private final Combination combination;
    private final double base;
    private final double[][] cost;
    private final boolean paired;
    private final double[] pairs;
    private final int count;
    private final boolean whole;

    PairedCosts(Combination combination, BlockCosts costs) {
        this.combination = combination;
        this.base = costs.base();
        this.cost = costs.cost();
        this.whole = combination == Combination.SUM && costs.sumExactly();
        this.paired = Arrays.stream(cost).allMatch(row -> row.length <= STEP);
        this.count = (cost.length + 1) / 2;
        this.pairs = paired ? pairs(combination, cost) : new double[0];
    }

    /** What is no choice of a layer costs NaN; behind the last layer there is one choice that changes nothing. */
    private static double[] pairs(Combination combination, double[][] cost) {
        double[] nothing = {combination.neutral()};
        double[] pairs = new double[(cost.length + 1) / 2 * STEP * STEP];
        Arrays.fill(pairs, Double.NaN);
        for (int l = 0; l < cost.length; l += 2) {
            double[] second = l + 1 < cost.length ? cost[l + 1] : nothing;
            for (int s = 0; s < second.length; s++) {
                for (int f = 0; f < cost[l].length; f++) {
                    pairs[(l / 2 * STEP + s) * STEP + f] = combination.of(cost[l][f], second[s]);
                }
            }
        }
        return pairs;
    }

    /**
     * @throws IllegalArgumentException if the architecture is not one of the table's space
     */
    double of(Architecture architecture) {
        if (architecture.length() != cost.length) {
            throw foreign(architecture);
        }
        try {
            double total = !paired
                    ? oneByOne(architecture, -1, 0)
                    : combination == Combination.SUM ? sum(architecture) : peak(architecture);
            if (!Double.isNaN(total)) {
                return total;
            }
        } catch (IndexOutOfBoundsException e) {
            throw foreign(architecture);
        }
        throw foreign(architecture);
    }

    private IllegalArgumentException foreign(Architecture architecture) {
        return new IllegalArgumentException("The table has layers of "
                + Arrays.toString(
                        Arrays.stream(cost).mapToInt(row -> row.length).toArray())
                + " candidates, so it has no cost of architecture " + architecture);
    }

    /** The cost of layers {@code 2p} and {@code 2p + 1}; NaN for a choice that has no place in a pair. */
    private double pair(Architecture architecture, int p) {
        int first = architecture.choice(2 * p);
        int second = 2 * p + 1 < cost.length ? architecture.choice(2 * p + 1) : 0;
        return first < STEP && second < STEP ? pairs[(p * STEP + second) * STEP + first] : Double.NaN;
    }

    private double sum(Architecture architecture) {
        double a = base;
        double b = 0;
        double c = 0;
        double d = 0;
        int p = 0;
        for (; p + 3 < count; p += 4) {
            a += pair(architecture, p);
            b += pair(architecture, p + 1);
            c += pair(architecture, p + 2);
            d += pair(architecture, p + 3);
        }
        for (; p < count; p++) {
            a += pair(architecture, p);
        }
        return a + b + (c + d);
    }

    private double peak(Architecture architecture) {
        double peak = base;
        for (int p = 0; p < count; p++) {
            peak = Math.max(peak, pair(architecture, p));
        }
        return peak;
    }

    private double oneByOne(Architecture architecture, int changed, int to) {
        double total = base;
        for (int l = 0; l < cost.length; l++) {
            total = combination.of(total, cost[l][l == changed ? to : architecture.choice(l)]);
        }
        return total;
    }

    /** Cost of {@code architecture.with(layer, to)}, to the last bit. */
    double changed(double known, Architecture architecture, int layer, int to) {
        if (whole) {
            double[] row = cost[layer];
            return known + (row[to] - row[architecture.choice(layer)]);
        }
        return paired ? of(architecture.with(layer, to)) : oneByOne(architecture, layer, to);
    }
}
