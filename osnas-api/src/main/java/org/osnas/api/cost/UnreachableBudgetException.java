package org.osnas.api.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osnas.api.spi.BadInputException;

/** No architecture of the space meets the budget. The message names the reachable range. */
public final class UnreachableBudgetException extends BadInputException {
    private static final long serialVersionUID = 1L;

    /** How a budget misses what a space can cost. */
    public enum Reason {
        /** Its maximum is below the cheapest architecture. */
        TOO_LOW,
        /** Its minimum is above the dearest architecture. */
        TOO_HIGH,
        /** It lies between two costs that can be reached. */
        BETWEEN,
        /** Each of its ranges can be met, but not all together. */
        TOGETHER,
        /** Nothing was found within it, which proves nothing. */
        TOO_NARROW
    }

    private final Reason reason;
    private final transient Map<String, Range> budget;
    private final transient Map<String, Range> reachable;

    UnreachableBudgetException(Reason reason, List<Limit> limits, String message) {
        super(message);
        this.reason = reason;
        budget = byMetric(limits, Limit::range);
        reachable = byMetric(
                limits, limit -> new Range(limit.table().min(), limit.table().max()));
    }

    private static Map<String, Range> byMetric(List<Limit> limits, Function<Limit, Range> value) {
        Map<String, Range> map = new LinkedHashMap<>();
        limits.forEach(limit -> map.put(limit.table().metric().name(), value.apply(limit)));
        return Map.copyOf(map);
    }

    public Reason reason() {
        return reason;
    }

    /** The ranges that are not met, by metric. */
    public Map<String, Range> budget() {
        return budget;
    }

    /** Cheapest and dearest architecture of the space in each of these metrics. */
    public Map<String, Range> reachable() {
        return reachable;
    }
}
