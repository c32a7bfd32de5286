package org.osnas.cli;

import java.util.List;
import java.util.Locale;

/** Lines of text in columns: the first to the left, the others to the right. */
final class TextTable {

    private TextTable() {}

    static String of(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String padding = " ".repeat(width[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ");
                line.append(c == 0 ? row.get(c) + padding : padding + row.get(c));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** A cost: all digits of a whole number, four decimals of any other. */
    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.4f", value);
    }
}
