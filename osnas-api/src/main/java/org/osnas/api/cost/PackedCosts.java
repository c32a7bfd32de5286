package org.osnas.api.cost;

import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/**
 * Costs of many architectures by one metric, in a few nanoseconds each and without allocation. Neighbouring layers are
 * taken together (three of nine candidates give one row of 729 sums), and an architecture becomes one code a group: the
 * place of its sum in a flat array. Encode a population once, then add up, or change one choice.
 *
 * <p>Where all costs are whole numbers, as parameters and multiply-accumulates are, the results are those of
 * {@link LookupTable#cost} to the last bit; of others, rounding differs in the last digits. Immutable and thread-safe.
 */
public final class PackedCosts {

    /** Sums of a group; more no longer stay in the first-level cache. */
    private static final int GROUP_ENTRIES = 1024;

    private final double base;
    private final double[] sums;
    private final int groups;
    private final double[][] cost;
    private final int[] group;
    private final int[] stride;
    private final int[] start;

    private PackedCosts(LookupTable table) {
        int depth = table.depth();
        base = table.base();
        cost = new double[depth][];
        group = new int[depth];
        stride = new int[depth];
        start = new int[depth];
        int count = 0;
        int entries = 1;
        int total = 0;
        for (int l = 0; l < depth; l++) {
            int size = table.size(l);
            cost[l] = new double[size];
            for (int c = 0; c < size; c++) {
                cost[l][c] = table.blockCost(l, c);
            }
            if (l > 0 && (long) entries * size > GROUP_ENTRIES) {
                total += entries;
                entries = 1;
                count++;
            }
            group[l] = count;
            stride[l] = entries;
            start[l] = total;
            entries *= size;
        }
        sums = new double[total + entries];
        groups = count + 1;
        for (int l = 0; l < depth; l++) {
            boolean last = l + 1 == depth || group[l + 1] != group[l];
            if (last) {
                fill(l, start[l], stride[l] * cost[l].length);
            }
        }
    }

    /** All sums of the group that ends with {@code last}, in the order of the layers. */
    private void fill(int last, int from, int entries) {
        int first = last;
        while (first > 0 && group[first - 1] == group[last]) {
            first--;
        }
        for (int e = 0; e < entries; e++) {
            double sum = 0;
            for (int l = first; l <= last; l++) {
                sum += cost[l][e / stride[l] % cost[l].length];
            }
            sums[from + e] = sum;
        }
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if the metric is a peak
     */
    public static PackedCosts of(LookupTable table) {
        Check.that(
                table.metric().combination() == Combination.SUM,
                "The costs of the metric %s are peaks, not sums; use LookupTable.cost",
                table.metric());
        return new PackedCosts(table);
    }

    /** Number of codes of an architecture. */
    public int codes() {
        return groups;
    }

    /**
     * Writes the codes of an architecture of the table's space.
     *
     * @param at first place of {@link #codes()} in {@code codes}
     */
    public void encode(Architecture architecture, int[] codes, int at) {
        for (int l = 0; l < cost.length; l++) {
            int step = architecture.choice(l) * stride[l];
            int place = at + group[l];
            codes[place] = stride[l] == 1 ? start[l] + step : codes[place] + step;
        }
    }

    /** Changes one choice of an encoded architecture. */
    public void change(int[] codes, int at, int layer, int from, int to) {
        codes[at + group[layer]] += (to - from) * stride[layer];
    }

    /** Cost of an encoded architecture. */
    public double cost(int[] codes, int at) {
        double even = base;
        double odd = 0;
        int end = at + groups;
        int i = at;
        for (; i + 1 < end; i += 2) {
            even += sums[codes[i]];
            odd += sums[codes[i + 1]];
        }
        return i < end ? even + sums[codes[i]] + odd : even + odd;
    }

    /** Costs of a population that lies in {@code codes} without gaps; fills {@code costs}. */
    public void costs(int[] codes, double[] costs) {
        for (int a = 0; a < costs.length; a++) {
            costs[a] = cost(codes, a * groups);
        }
    }

    /** Cost of an architecture that differs in one choice from one of known cost. */
    public double changed(double known, int layer, int from, int to) {
        double[] row = cost[layer];
        return known + (row[to] - row[from]);
    }
}
