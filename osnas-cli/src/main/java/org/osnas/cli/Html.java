package org.osnas.cli;

import java.util.Locale;

/** Text for a page. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;");
    }

    /** A score or an accuracy. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** A quantity with four digits and a prefix: {@code 1.2 M}. */
    static String quantity(double value) {
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
