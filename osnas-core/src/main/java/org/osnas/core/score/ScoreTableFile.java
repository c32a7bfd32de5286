package org.osnas.core.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.file.FileException;
import org.osnas.core.internal.file.CsvFile;
import org.osnas.text.CsvTable;
import org.osnas.text.TextFile;

/**
 * Score tables as CSV files.
 *
 * <pre>
 * # space: mbconv-micro
 * architecture,score.1,score.2,test.1,test.2,macs
 * "0,2,1",0.911,0.908,0.905,0.901,1200000
 * "0,2,2",0.921,,0.917,,1300000
 * </pre>
 *
 * The first column is the architecture in its text form, quoted. Columns named {@code score} or {@code score.SEED} hold
 * one validation score for each training seed, {@code test} or {@code test.SEED} one test score; an empty one is a
 * failed training. All other columns are costs by metric name. Lines {@code # key: value} at the top say what the table
 * is about; other lines that begin with {@code #} are remarks.
 */
public final class ScoreTableFile {

    private static final long MOST_MEGABYTES = 1000;

    private ScoreTableFile() {}

    /**
     * @throws BadInputException if the file cannot be read or a line is wrong, naming file and line
     */
    public static ScoreTable read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FileException(
                    new FileException.Missing(file),
                    "Score table %s does not exist. It is looked for from the working directory, %s"
                            .formatted(file, Path.of("").toAbsolutePath()));
        }
        try {
            return parse("Score table " + file, TextFile.read(file, MOST_MEGABYTES));
        } catch (IOException e) {
            throw new BadInputException("Score table " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * @param source what the text is, for messages
     * @throws BadInputException if a line is wrong, naming source and line
     */
    public static ScoreTable parse(String source, String text) {
        CsvTable cells = CsvTable.parse(source, text);
        Map<String, String> about = new LinkedHashMap<>();
        for (String remark : cells.remarks()) {
            int colon = remark.indexOf(": ");
            if (colon > 0) {
                about.put(
                        remark.substring(0, colon).strip(),
                        remark.substring(colon + 2).strip());
            }
        }
        checkHeader(source, cells.header());
        return new ScoreTable(
                source, about, cells.rows().stream().map(row -> row(cells, row)).toList());
    }

    private static void checkHeader(String source, List<String> header) {
        Check.that(
                header.get(0).equals("architecture") && header.stream().anyMatch(c -> is("score", c)),
                "%s: a score table has the columns 'architecture', one or several 'score' or 'score.SEED', perhaps"
                        + " 'test' or 'test.SEED', and any metrics; found %s",
                source,
                header);
    }

    private static ScoreTable.Row row(CsvTable table, CsvTable.Row row) {
        List<Double> scores = new ArrayList<>();
        List<Double> tests = new ArrayList<>();
        Map<String, Double> costs = new LinkedHashMap<>();
        for (int c = 1; c < table.header().size(); c++) {
            String column = table.header().get(c);
            if (is("score", column) || is("test", column)) {
                boolean failed = row.cell(c).isEmpty();
                (is("score", column) ? scores : tests).add(failed ? Double.NaN : table.number(row, c, ""));
            } else {
                costs.put(column, table.number(row, c, ""));
            }
        }
        try {
            return new ScoreTable.Row(Architecture.parse(row.cell(0)), scores, tests, costs);
        } catch (BadInputException e) {
            throw new BadInputException(row.place() + ": " + e.getMessage(), e);
        }
    }

    private static boolean is(String kind, String column) {
        return column.equals(kind) || column.startsWith(kind + ".");
    }

    /** Writes a table, replacing the file at once or not at all. */
    public static void write(Path file, ScoreTable table) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        List<String> remarks = table.about().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
        ScoreTable.Row first = table.rows().iterator().next();
        CsvFile.write(
                target,
                remarks,
                columns(first),
                table.rows().stream().map(ScoreTableFile::cells).toList());
    }

    private static List<String> columns(ScoreTable.Row row) {
        List<String> columns = new ArrayList<>(List.of("architecture"));
        for (int s = 1; s <= row.scores().size(); s++) {
            columns.add("score." + s);
        }
        for (int s = 1; s <= row.tests().size(); s++) {
            columns.add("test." + s);
        }
        columns.addAll(row.costs().keySet());
        return columns;
    }

    private static List<Object> cells(ScoreTable.Row row) {
        List<Object> cells = new ArrayList<>(List.of(row.architecture()));
        cells.addAll(row.scores());
        cells.addAll(row.tests());
        cells.addAll(row.costs().values());
        return cells;
    }
}
