package org.osnas.cli;

import java.util.Locale;
import org.osnas.api.cost.Metric;

/** Numbers with their units, as people say them. */
final class Units {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private Units() {}

    /** The unit of a metric behind a number: {@code  ms}; nothing where the name says it. */
    static String behind(Metric metric) {
        return behind(metric.name(), metric.unit());
    }

    /** As {@link #behind(Metric)}. */
    static String behind(String name, String unit) {
        boolean said = unit.isEmpty()
                || unit.equals("parameters")
                || unit.toLowerCase(Locale.ROOT).equals(name)
                || unit.equals("MACs");
        return said ? "" : " " + unit;
    }

    /** A time that one grasps: {@code 12 s}, {@code 3 min}, {@code 2.5 h}. */
    static String duration(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, seconds < 10 && seconds > 0 ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }

    /** How often something happens in a second, with two digits that say something: {@code 0.3 steps/s}. */
    static String rate(double perSecond, String unit) {
        String number = perSecond >= 10
                ? String.format(Locale.ROOT, "%.0f", perSecond)
                : perSecond >= 0.1
                        ? String.format(Locale.ROOT, "%.1f", perSecond)
                        : String.format(Locale.ROOT, "%.2g", perSecond);
        return perSecond >= 0.01
                ? number + " " + unit + "/s"
                : String.format(Locale.ROOT, "%.1f %s/h", perSecond * HOUR, unit);
    }
}
