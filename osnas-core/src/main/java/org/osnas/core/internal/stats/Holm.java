package org.osnas.core.internal.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests so that the chance of any false discovery stays bounded (Holm 1979, "A simple
 * sequentially rejective multiple test procedure", https://www.jstor.org/stable/4615733).
 */
public final class Holm {

    private Holm() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static double[] adjust(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
