package org.osnas.core.cost;

import java.util.Collection;
import org.hipparchus.stat.StatUtils;

/** The middle value; of an even number the mean of the middle two. */
final class Median {

    private Median() {}

    /** Below which a quarter of the values lies: of times that other work lengthens now and then, never shortens. */
    static double lowerQuartile(Collection<? extends Number> values) {
        return percentile(values, 25);
    }

    static double of(Collection<? extends Number> values) {
        return percentile(values, 50);
    }

    private static double percentile(Collection<? extends Number> values, double percent) {
        return StatUtils.percentile(
                values.stream().mapToDouble(Number::doubleValue).toArray(), percent);
    }
}
