package org.osnas.report;

import java.util.Locale;
import java.util.Optional;
import org.osnas.core.stats.Interval;

/** Numbers as people read them, in every place alike. */
public final class Numbers {

    /** What stands for a value that is not there. */
    static final String NONE = "–";

    private Numbers() {}

    /** A score or an accuracy: four decimals. */
    public static String score(double value) {
        return decimals(value, 4);
    }

    /** Where a score lies, before what else there is to say of it; empty if its examples do not tell. */
    static String within(Optional<Interval> interval) {
        return interval.map(ends -> decimals(ends.low(), 3) + " to " + decimals(ends.high(), 3) + ", ")
                .orElse("");
    }

    /** A number with so many decimals; a dash for not-a-number. */
    static String decimals(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A cost: all digits of a whole number, four decimals of any other. */
    public static String cost(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.4f", value);
    }

    /** A quantity with about four digits and a prefix: {@code 1.2 M}. */
    public static String quantity(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return shortest(value / 1e9) + " G";
        }
        if (size >= 1e6) {
            return shortest(value / 1e6) + " M";
        }
        return size >= 1e4 ? shortest(value / 1e3) + " k" : shortest(value);
    }

    private static String shortest(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
