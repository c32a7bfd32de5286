package org.osnas.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table that reads well as plain text too; the first column to the left, the others to the right. */
public final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    public MarkdownTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(Math.max(3, width[c]), row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), width);
            if (r == 0) {
                for (int c = 0; c < columns; c++) {
                    text.append("| ")
                            .append("-".repeat(width[c] - (c == 0 ? 0 : 1)))
                            .append(c == 0 ? " " : ": ");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> row, int[] width) {
        for (int c = 0; c < row.size(); c++) {
            String padding = " ".repeat(width[c] - row.get(c).length());
            text.append("| ")
                    .append(c == 0 ? row.get(c) + padding : padding + row.get(c))
                    .append(' ');
        }
        text.append("|\n");
    }
}
