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
}
