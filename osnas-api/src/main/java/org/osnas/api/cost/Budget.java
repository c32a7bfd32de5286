package org.osnas.api.cost;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * A closed range for one or several metrics; an architecture is within the budget if all its costs are.
 *
 * @param ranges by the metric's name; empty means that everything is allowed
 */
public record Budget(Map<String, Range> ranges) {

    public static final Budget NONE = new Budget(Map.of());

    public Budget {
        ranges = ImmutableMap.copyOf(ranges);
    }

    public static Budget of(Metric metric, double min, double max) {
        return new Budget(Map.of(metric.name(), new Range(min, max)));
    }

    /** A range from zero on one metric: {@code params}, {@code macs}, {@code latency}, or what a table gives. */
    public static Budget atMost(String metric, double max) {
        return new Budget(Map.of(metric, new Range(0, max)));
    }

    public static Budget atMost(Metric metric, double max) {
        return new Budget(Map.of(metric.name(), Range.atMost(max)));
    }

    /** The range for a metric, if there is one. */
    public Optional<Range> range(String metric) {
        return Optional.ofNullable(ranges.get(metric));
    }

    /** Whether costs by metric name lie in all ranges. A metric of the budget that is missing does not. */
    public boolean allows(Map<String, Double> costs) {
        return ranges.entrySet().stream()
                .allMatch(e -> costs.containsKey(e.getKey()) && e.getValue().contains(costs.get(e.getKey())));
    }
}
