package org.osnas.api.cost;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osnas.api.cost.UnreachableBudgetException.Reason;
import org.osnas.api.space.SearchSpace;

/** What to tell when no architecture meets a budget. */
final class Unreachable {

    private static final double MILLION = 1e6;

    private Unreachable() {}

    /** Throws if one range alone lies outside of what the space can cost. */
    static void check(Limit limit, SearchSpace space) {
        LookupTable table = limit.table();
        double min = table.min();
        double max = table.max();
        if (limit.range().max() < min) {
            String[] text = texts(table.metric(), limit.range().max(), min);
            throw new UnreachableBudgetException(
                    Reason.TOO_LOW,
                    List.of(limit),
                    "The budget (%s) is below the cheapest architecture (%s) of space %s at %s. %s"
                            .formatted(text[0], text[1], space.name(), space.input(), reachable(table)));
        }
        if (limit.range().min() > max) {
            String[] text = texts(table.metric(), limit.range().min(), max);
            throw new UnreachableBudgetException(
                    Reason.TOO_HIGH,
                    List.of(limit),
                    "The budget (%s or more) is above the dearest architecture (%s) of space %s at %s. %s"
                            .formatted(text[0], text[1], space.name(), space.input(), reachable(table)));
        }
    }

    /**
     * Nothing is reachable within one range.
     *
     * @param exact whether the reachable costs next to it are exact
     */
    static UnreachableBudgetException gap(Limit limit, SearchSpace space, double below, double above, boolean exact) {
        Metric metric = limit.table().metric();
        return new UnreachableBudgetException(
                Reason.BETWEEN,
                List.of(limit),
                "The budget (%s from %s to %s) lies between two reachable costs of space %s at %s: %s%s and %s."
                        .formatted(
                                metric,
                                exactly(limit.range().min()),
                                exactly(limit.range().max()),
                                space.name(),
                                space.input(),
                                exact ? "" : "about ",
                                exact ? exactly(below) : about(below),
                                exact ? exactly(above) : about(above)));
    }

    /** Each range can be met, but not all together. */
    static UnreachableBudgetException together(List<Limit> limits, SearchSpace space) {
        return new UnreachableBudgetException(
                Reason.TOGETHER,
                limits,
                "No architecture of space %s at %s meets all ranges of the budget together: %s."
                        .formatted(space.name(), space.input(), ranges(limits)));
    }

    /** Nothing was found, which proves nothing. */
    static UnreachableBudgetException notFound(List<Limit> limits, SearchSpace space, int draws) {
        return new UnreachableBudgetException(
                Reason.TOO_NARROW,
                limits,
                "The budget is too narrow for space %s at %s: none of %d architectures drawn from its neighbourhood lies in %s."
                        .formatted(space.name(), space.input(), draws, ranges(limits)));
    }

    private static String reachable(LookupTable table) {
        return "Reachable: %s to %s %s."
                .formatted(
                        exactly(table.min()),
                        exactly(table.max()),
                        table.metric().unit());
    }

    private static String ranges(List<Limit> limits) {
        return limits.stream()
                .map(l -> "%s from %s to %s (the space reaches from %s to %s)"
                        .formatted(
                                l.table().metric(),
                                exactly(l.range().min()),
                                exactly(l.range().max()),
                                exactly(l.table().min()),
                                exactly(l.table().max())))
                .collect(Collectors.joining(", "));
    }

    /** Two costs, short where that tells them apart. */
    private static String[] texts(Metric metric, double a, double b) {
        String[] brief = {brief(metric, a), brief(metric, b)};
        return brief[0].equals(brief[1])
                ? new String[] {exactly(a) + " " + metric.unit(), exactly(b) + " " + metric.unit()}
                : brief;
    }

    private static String brief(Metric metric, double cost) {
        if (Math.abs(cost) < MILLION / 10) {
            return exactly(cost) + " " + metric.unit();
        }
        String number = String.format(Locale.ROOT, "%.1f", cost / MILLION);
        return number + (metric.equals(Metric.PARAMS) ? " million " : " M") + metric.unit();
    }

    private static String about(double cost) {
        return String.format(Locale.ROOT, "%.6g", cost);
    }

    /** All digits of a whole number; any other as it is. */
    private static String exactly(double cost) {
        return cost == Math.rint(cost) && Math.abs(cost) < 1e15 ? String.valueOf((long) cost) : String.valueOf(cost);
    }
}
