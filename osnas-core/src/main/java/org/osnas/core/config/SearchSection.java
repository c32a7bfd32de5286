package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Range;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.SearchSettings;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/**
 * The section {@code search}: a search strategy and a scorer by name, settings, and tables.
 *
 * @param tables files of lookup tables for metrics that the description does not give, such as a measured latency
 * @param latency where latency is measured, if not here by OSNAS itself
 */
record SearchSection(
        ComponentRef strategy,
        ComponentRef scorer,
        SearchSettings settings,
        List<String> tables,
        Optional<LatencySection> latency) {

    private static final String RANGE = "the largest cost allowed, or a range [least, most]";
    private static final Allowed COST = new Allowed.Decimal(0, Double.POSITIVE_INFINITY);
    private static final Allowed RANGES =
            new Allowed.Named(new Allowed.AnyOf(List.of(COST, new Allowed.Items(COST)), RANGE));

    private static final SearchSettings DEFAULT = SearchSettings.DEFAULT;

    public SearchSection {
        tables = List.copyOf(tables);
    }

    static SearchSection read(Settings root) {
        Settings s = root.about("how the trained supernet is searched").section("search");
        Budget budget = budget(s, "budget");
        SearchSection section = new SearchSection(
                Components.read(s, "strategy", "evolution"),
                Components.read(s, "scorer", "supernet"),
                new SearchSettings(
                        s.about("architectures that are scored").integer("trials", DEFAULT.trials(), 1, 100_000_000),
                        budget,
                        s.about("best trials that result.json lists").integer("top", DEFAULT.top(), 1, 100_000),
                        s.about("architectures that are scored side by side")
                                .integer("batch", DEFAULT.batch(), 1, 100_000),
                        SearchBeginning.read(s, budget),
                        stop(s),
                        earlyStop(s)),
                tables(s),
                LatencySection.read(s));
        s.rejectUnknown();
        return section;
    }

    private static Optional<EarlyStop> earlyStop(Settings parent) {
        boolean given = parent.has("early-stop");
        Settings s = parent.about("give up on architectures that fall behind; off if it is not given")
                .section("early-stop");
        EarlyStop early = new EarlyStop(
                s.about("best architectures that are certainly scored in full").integer("keep", 10, 1, 100_000_000),
                s.about("certainty with which one is given up").number("confidence", 0.999, 0.5, 1));
        s.rejectUnknown();
        return given ? Optional.of(early) : Optional.empty();
    }

    private static SearchSettings.Stop stop(Settings parent) {
        Settings s = parent.about("an end before all trials are used").section("stop");
        Optional<Double> patience = number(
                s.about("trials in a row without a better score"), "patience", new Allowed.WholeNumber(1, 100_000_000));
        Optional<Double> score =
                number(s.about("score that is good enough"), "score", new Allowed.Decimal(-1e300, 1e300));
        Optional<Double> seconds = number(
                s.about("time of scoring; where the search ends then differs from one time to the next"),
                "seconds",
                new Allowed.Decimal(0.001, 1e9));
        s.rejectUnknown();
        return new SearchSettings.Stop(
                patience.map(trials -> OptionalInt.of(trials.intValue())).orElse(OptionalInt.empty()),
                score.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                seconds.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    /** A number that need not be given. */
    private static Optional<Double> number(Settings s, String key, Allowed allowed) {
        return s.value(key, allowed).map(value -> {
            double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
            boolean fits = allowed instanceof Allowed.WholeNumber whole
                    ? number == Math.rint(number) && number >= whole.min() && number <= whole.max()
                    : allowed instanceof Allowed.Decimal decimal && number >= decimal.min() && number <= decimal.max();
            if (!fits) {
                throw s.wrong(key, value, allowed.words());
            }
            return number;
        });
    }

    static Budget budget(Settings parent, String key) {
        parent.about("largest cost by metric, or a range").value(key, RANGES);
        Settings s = parent.section(key);
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (String metric : s.keys()) {
            ranges.put(metric, range(s, metric, s.value(metric).orElseThrow()));
        }
        return new Budget(ranges);
    }

    private static List<String> tables(Settings s) {
        Object value = s.about("files of tables of other costs, such as a latency")
                .value("tables", new Allowed.Items(new Allowed.File()))
                .orElse(List.of());
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
        throw s.wrong(metric, value, RANGE);
    }

    SearchSection withDefaults(Registry registry) {
        return new SearchSection(
                registry.withDefaults(Kind.SEARCH_STRATEGY, strategy, settings.trials()),
                registry.withDefaults(Kind.SCORER, scorer, settings.trials()),
                settings,
                tables,
                latency);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strategy", strategy.toMap());
        map.put("scorer", scorer.toMap());
        map.put("trials", settings.trials());
        map.put("budget", ranges(settings.budget()));
        map.put("top", settings.top());
        map.put("batch", settings.batch());
        map.put("tables", tables);
        latency.ifPresent(section -> map.put("latency", section.toMap()));
        if (!settings.enqueue().isEmpty()) {
            map.put("enqueue", settings.enqueue().stream().map(Object::toString).toList());
        }
        SearchSettings.Stop end = settings.stop();
        if (!end.equals(SearchSettings.Stop.NEVER)) {
            Map<String, Object> stop = new LinkedHashMap<>();
            end.patience().ifPresent(trials -> stop.put("patience", trials));
            end.score().ifPresent(score -> stop.put("score", score));
            end.seconds().ifPresent(seconds -> stop.put("seconds", seconds));
            map.put("stop", stop);
        }
        settings.earlyStop().ifPresent(early -> {
            Map<String, Object> stop = new LinkedHashMap<>();
            stop.put("keep", early.keep());
            stop.put("confidence", early.confidence());
            map.put("early-stop", stop);
        });
        return map;
    }

    /** The form of a budget in a configuration file. */
    static Map<String, Object> ranges(Budget budget) {
        Map<String, Object> ranges = new LinkedHashMap<>();
        budget.ranges().forEach((metric, range) -> ranges.put(metric, List.of(range.min(), range.max())));
        return ranges;
    }
}
