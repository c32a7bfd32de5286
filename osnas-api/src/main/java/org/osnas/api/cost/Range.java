package org.osnas.api.cost;

import org.osnas.api.spi.Check;

/** A closed range of costs; the ends may be infinite. */
public record Range(double min, double max) {

    public Range {
        Check.that(min <= max, "a range needs min <= max, got [%s, %s]", min, max);
    }

    public static Range atMost(double max) {
        return new Range(Double.NEGATIVE_INFINITY, max);
    }

    public boolean contains(double cost) {
        return cost >= min && cost <= max;
    }
}
