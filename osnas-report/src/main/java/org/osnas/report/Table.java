package org.osnas.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;

/**
 * A table for people, in three forms: lines of text, Markdown, and HTML by the templates of this package. Immutable.
 *
 * @param rows cells as they are read, each row one for each column
 */
public record Table(List<Column> columns, List<List<String>> rows) {

    private static final int BAR = 20;

    /** How the cells of a column stand. */
    public enum Kind {
        /** To the left. */
        WORDS,
        /** To the right. */
        NUMBERS,
        /** A share from 0 to 1, drawn as a bar. */
        BAR
    }

    /** A column with its title. */
    public record Column(String title, Kind kind) {

        public static Column words(String title) {
            return new Column(title, Kind.WORDS);
        }

        public static Column numbers(String title) {
            return new Column(title, Kind.NUMBERS);
        }

        public static Column bar(String title) {
            return new Column(title, Kind.BAR);
        }
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if a row has other cells than the columns
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            Check.that(row.size() == columns.size(), "a row of %d cells, but %d columns", row.size(), columns.size());
        }
    }

    /** A table without rows. */
    public static Table of(Column... columns) {
        return new Table(List.of(columns), List.of());
    }

    /** A table without rows: words, then numbers. */
    public static Table of(String words, String... numbers) {
        List<Column> columns = new ArrayList<>(List.of(Column.words(words)));
        for (String title : numbers) {
            columns.add(Column.numbers(title));
        }
        return new Table(columns, List.of());
    }

    /** This table with one more row. */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** This table with one more row. */
    public Table row(List<String> cells) {
        List<List<String>> more = new ArrayList<>(rows);
        more.add(cells);
        return new Table(columns, more);
    }

    /** Lines with aligned columns. */
    public String text() {
        return lines(false).stream()
                .map(line -> String.join("  ", line).stripTrailing() + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Markdown whose columns are also aligned for the eye. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        List<List<String>> padded = lines(true);
        padded.forEach(line -> lines.add("| " + String.join(" | ", line) + " |\n"));
        lines.add(
                1,
                IntStream.range(0, columns.size())
                        .mapToObj(c -> rule(c, padded.get(0).get(c).length()))
                        .collect(Collectors.joining("|", "|", "|\n")));
        return String.join("", lines);
    }

    private String rule(int column, int width) {
        return columns.get(column).kind() == Kind.NUMBERS ? "-".repeat(width + 1) + ":" : "-".repeat(width + 2);
    }

    /** Titles and cells, all of a column equally wide. */
    private List<List<String>> lines(boolean markdown) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::title).toList());
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(c -> columns.get(c).kind() == Kind.BAR ? bar(row.get(c)) : row.get(c))
                    .toList());
        }
        int[] width = IntStream.range(0, columns.size())
                .map(c -> lines.stream().mapToInt(l -> l.get(c).length()).max().orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, width.length)
                        .mapToObj(c ->
                                padded(line.get(c), width[c], columns.get(c).kind(), markdown))
                        .toList())
                .toList();
    }

    private static String padded(String cell, int width, Kind kind, boolean markdown) {
        String padding = " ".repeat(width - cell.length());
        String shown = markdown ? cell.replace("|", "\\|") : cell;
        return kind == Kind.NUMBERS ? padding + shown : shown + padding;
    }

    private static String bar(String share) {
        return "█".repeat((int) Math.round(BAR * Double.parseDouble(share)));
    }
}
