package org.osnas.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A table as CSV, in the dialects that spreadsheets and programs write: cells separated by commas, semicolons or tabs,
 * which the first line tells; quoted cells; blank lines; remarks in lines that begin with {@code #}; a first line
 * {@code sep=;}, as Excel has it. All rows have as many cells as the first line, the header.
 */
public final class CsvTable {

    private static final String MARKS = ",;\t";

    private final String source;
    private final List<Row> rows;
    private final List<String> header;
    private final List<String> remarks;
    private final CsvNumbers numbers;

    /** The cells of a line, and where it stands: {@code table.csv line 3}. */
    public record Row(String place, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public String cell(int column) {
            return cells.get(column);
        }
    }

    private CsvTable(String source, List<Row> lines, List<String> remarks, char separator) {
        this.source = source;
        Check.that(!lines.isEmpty(), "%s is empty; a table begins with a line of the names of its columns", source);
        this.header = lines.get(0).cells();
        this.rows = List.copyOf(lines.subList(1, lines.size()));
        this.remarks = List.copyOf(remarks);
        this.numbers = CsvNumbers.of(separator, rows);
    }

    /**
     * @param source what the text is, for messages
     * @throws BadInputException if it is empty, has rows of another number of cells than its first line, quotes that do
     *     not match, or may be read in two ways
     */
    public static CsvTable parse(String source, String text) {
        String first = text.lines().findFirst().orElse("").strip();
        if (first.matches("(?i)\"?sep=[,;\t]\"?")) {
            char separator = first.replace("\"", "").charAt("sep=".length());
            // A blank line in its place, so that line numbers stay true.
            return parse(source, text.substring(text.indexOf(first) + first.length()), separator)
                    .checked();
        }
        List<Character> separators = separators(text);
        if (separators.size() == 1) {
            return parse(source, text, separators.get(0)).checked();
        }
        List<CsvTable> even = new ArrayList<>();
        for (char separator : separators) {
            CsvTable table = parse(source, text, separator);
            if (table.header.size() > 1 && table.uneven().isEmpty()) {
                even.add(table);
            }
        }
        Check.that(
                even.size() == 1,
                "%s: it is not clear whether its cells are separated by commas, semicolons or tabs. Put cells that hold one of these in quotes",
                source);
        return even.get(0).checked();
    }

    /** Those that stand in the first line outside of quotes; a comma where there is none. */
    private static List<Character> separators(String text) {
        String header = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "");
        List<Character> found = MARKS.chars()
                .filter(mark -> header.indexOf(mark) >= 0)
                .mapToObj(mark -> (char) mark)
                .toList();
        return found.isEmpty() ? List.of(',') : found;
    }

    private static CsvTable parse(String source, String text, char separator) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#')
                .get();
        List<Row> rows = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            for (CSVRecord line : parser) {
                comment(line.getComment(), remarks);
                if (line.stream().anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(new Row(
                            source + " line " + parser.getCurrentLineNumber(),
                            line.stream().map(String::strip).toList()));
                }
            }
            comment(parser.getTrailerComment(), remarks);
        } catch (IOException | UncheckedIOException e) {
            Throwable problem = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
            throw new BadInputException(
                    "%s: quotes do not match: %s. A quote within a quoted cell is written twice"
                            .formatted(source, problem.getMessage()),
                    e);
        }
        return new CsvTable(source, withoutEmptyEnds(rows), remarks, separator);
    }

    /** Spreadsheets write separators for columns at the end of which no cell is filled, or was once. */
    private static List<Row> withoutEmptyEnds(List<Row> rows) {
        int ends = rows.stream().mapToInt(CsvTable::emptyEnds).min().orElse(0);
        return ends == 0
                ? rows
                : rows.stream()
                        .map(row -> new Row(
                                row.place(), row.cells().subList(0, row.cells().size() - ends)))
                        .toList();
    }

    private static int emptyEnds(Row row) {
        int last = row.cells().size() - 1;
        while (last > 0 && row.cells().get(last).isEmpty()) {
            last--;
        }
        return row.cells().size() - 1 - last;
    }

    private static void comment(@org.jspecify.annotations.Nullable String text, List<String> remarks) {
        if (text != null) {
            text.lines().map(String::strip).forEach(remarks::add);
        }
    }

    private Stream<Row> unevenRows() {
        return rows.stream().filter(row -> row.cells().size() != header.size());
    }

    private List<Row> uneven() {
        return unevenRows().limit(1).toList();
    }

    private CsvTable checked() {
        Set<String> names = new HashSet<>();
        for (String name : header) {
            Check.that(
                    name.isEmpty() || names.add(name.toLowerCase(Locale.ROOT)),
                    "%s, line 1 has two columns called '%s'. Give them different names, or take one out",
                    source,
                    name);
        }
        unevenRows().findFirst().ifPresent(row -> {
            throw new BadInputException(
                    "%s has %d cells, the first line %d: %s. Put cells that hold a separator in quotes, such as \"0,2,1\""
                            .formatted(row.place(), row.cells().size(), header.size(), String.join(", ", header)));
        });
        return this;
    }

    /** What the text is, as it was given. */
    public String source() {
        return source;
    }

    /** Names of the columns, as the first line has them. */
    public List<String> header() {
        return header;
    }

    /** The rows below the header. */
    public List<Row> rows() {
        return rows;
    }

    /** Lines that began with {@code #}, without it, in order. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * The number in a cell: {@code 0.41}, {@code 4.1e-1}, or {@code 0,41} where the cells are separated otherwise; perhaps
     * with its unit, {@code 0.41 ms}.
     *
     * @param unit that may stand behind it, or empty for none
     * @throws BadInputException if it is no finite number, in another unit, or may be read in two ways; naming the place
     */
    public double number(Row row, int column, String unit) {
        return numbers.read("%s: '%s'".formatted(row.place(), header.get(column)), row.cell(column), unit);
    }
}
