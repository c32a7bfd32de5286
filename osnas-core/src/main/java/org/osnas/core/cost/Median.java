package org.osnas.core.cost;

import java.util.Collection;
import org.hipparchus.stat.StatUtils;

/** The middle value; of an even number the mean of the middle two. */
final class Median {

    private Median() {}

    static double of(Collection<? extends Number> values) {
        return StatUtils.percentile(
                values.stream().mapToDouble(Number::doubleValue).toArray(), 50);
    }
}
