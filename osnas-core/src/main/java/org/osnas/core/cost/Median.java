package org.osnas.core.cost;

import java.util.Collection;

/** The middle value; of an even number the mean of the middle two. */
final class Median {

    private Median() {}

    static double of(Collection<? extends Number> values) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
