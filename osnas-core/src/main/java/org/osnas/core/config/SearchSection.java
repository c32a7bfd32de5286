package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Range;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.score.EarlyStop;

/**
 * How the trained supernet is searched.
 *
 * @param trials architectures that may be scored
 * @param top best architectures named in the result
 * @param batch proposals that are scored together, so that they share the work of their common beginnings
 * @param tables files of lookup tables for metrics that the description does not give, such as a measured latency
 * @param earlyStop when scoring an architecture ends before it has seen all validation images, if ever
 */
public record SearchSection(
        ComponentRef strategy,
        int trials,
        Budget budget,
        int top,
        int batch,
        List<String> tables,
        Optional<EarlyStop> earlyStop) {

    public SearchSection {
        tables = List.copyOf(tables);
    }

    static SearchSection read(Settings root) {
        Settings s = root.section("search");
        SearchSection section = new SearchSection(
                Components.read(s, "strategy", "evolution"),
                s.integer("trials", 100, 1, 100_000_000),
                budget(s.section("budget")),
                s.integer("top", 5, 1, 100_000),
                s.integer("batch", 32, 1, 100_000),
                tables(s),
                earlyStop(s));
        s.rejectUnknown();
        return section;
    }

    private static Optional<EarlyStop> earlyStop(Settings parent) {
        if (!parent.has("early-stop")) {
            return Optional.empty();
        }
        Settings s = parent.section("early-stop");
        EarlyStop early = new EarlyStop(s.integer("keep", 10, 1, 100_000_000), s.number("confidence", 0.999, 0.5, 1));
        s.rejectUnknown();
        return Optional.of(early);
    }

    static Budget budget(Settings s) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (String metric : s.keys()) {
            ranges.put(metric, range(s, metric, s.value(metric).orElseThrow()));
        }
        return new Budget(ranges);
    }

    private static List<String> tables(Settings s) {
        Object value = s.value("tables").orElse(List.of());
        if (value instanceof List<?> files && files.stream().allMatch(String.class::isInstance)) {
            return files.stream().map(String.class::cast).toList();
        }
        throw s.wrong("tables", value, "a list of files, such as [table-latency.json]");
    }

    // Costs are never negative, so "at most" starts at zero: a number that JSON can hold.
    private static Range range(Settings s, String metric, Object value) {
        if (value instanceof Number most && most.doubleValue() >= 0) {
            return new Range(0, most.doubleValue());
        }
        if (value instanceof List<?> ends
                && ends.size() == 2
                && ends.get(0) instanceof Number low
                && ends.get(1) instanceof Number high
                && low.doubleValue() <= high.doubleValue()) {
            return new Range(low.doubleValue(), high.doubleValue());
        }
        throw s.wrong(metric, value, "the largest cost allowed, or a range [least, most]");
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strategy", strategy.toMap());
        map.put("trials", trials);
        map.put("budget", ranges(budget));
        map.put("top", top);
        map.put("batch", batch);
        map.put("tables", tables);
        earlyStop.ifPresent(
                early -> map.put("early-stop", Map.of("keep", early.keep(), "confidence", early.confidence())));
        return map;
    }

    /** The form of a budget in a configuration file. */
    static Map<String, Object> ranges(Budget budget) {
        Map<String, Object> ranges = new LinkedHashMap<>();
        budget.ranges().forEach((metric, range) -> ranges.put(metric, List.of(range.min(), range.max())));
        return ranges;
    }
}
