package org.osnas.api.cost;

import java.util.List;

/** One range of a budget with the table it is about. */
record Limit(LookupTable table, Range range) {

    /** Whether no architecture is outside. */
    boolean excludesNothing() {
        return range.contains(table.min()) && range.contains(table.max());
    }

    boolean allows(int[] choices) {
        return range.contains(cost(choices));
    }

    static boolean allow(List<Limit> limits, int[] choices) {
        for (Limit limit : limits) {
            if (!limit.allows(choices)) {
                return false;
            }
        }
        return true;
    }

    /** Summed in the order of {@link LookupTable#cost}, so that both agree to the last bit. */
    double cost(int[] choices) {
        double total = table.base();
        for (int l = 0; l < choices.length; l++) {
            total += table.blockCost(l, choices[l]);
        }
        return total;
    }
}
