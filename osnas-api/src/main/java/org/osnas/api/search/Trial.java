package org.osnas.api.search;

import java.util.Map;
import org.osnas.api.space.Architecture;

/**
 * One evaluated architecture.
 *
 * @param index position in the order of proposals, from 0
 * @param score larger is better; not-a-number if the evaluation failed
 * @param costs by metric name
 */
public record Trial(long index, Architecture architecture, double score, Map<String, Double> costs) {

    public Trial {
        costs = Map.copyOf(costs);
    }

    /** Whether there is no usable score. */
    public boolean failed() {
        return Double.isNaN(score);
    }
}
