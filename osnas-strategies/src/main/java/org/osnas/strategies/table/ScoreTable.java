package org.osnas.strategies.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Scores and costs of architectures from a CSV file, in place of an evaluation. Immutable and thread-safe.
 *
 * <pre>
 * architecture,score.1,score.2,macs
 * "0,2,1",0.911,0.908,1200000
 * "0,2,2",0.921,,1300000
 * </pre>
 *
 * The first column is the architecture in its text form, quoted. Columns named {@code score} or {@code score.SEED} hold
 * one score for each training seed; an empty one is a failed training. All other columns are costs by metric name.
 */
public final class ScoreTable implements ToDoubleFunction<Architecture> {

    private static final Pattern CELL = Pattern.compile("\\G(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))");

    private record Row(List<Double> scores, Map<String, Double> costs) {}

    private final String source;
    private final int seeds;
    private final Map<Architecture, Row> rows;

    private ScoreTable(String source, int seeds, Map<Architecture, Row> rows) {
        this.source = source;
        this.seeds = seeds;
        this.rows = Collections.unmodifiableMap(rows);
    }

    /**
     * @throws BadInputException if the file cannot be read or a line is wrong, naming file and line
     */
    public static ScoreTable read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new BadInputException("Cannot read the score table " + file + ": " + e, e);
        }
    }

    /**
     * @param source what the lines are, for messages
     * @throws BadInputException if a line is wrong, naming source and line
     */
    public static ScoreTable parse(String source, List<String> lines) {
        Check.that(!lines.isEmpty(), "%s is empty; a score table begins with 'architecture,score,…'", source);
        List<String> header = cells(source, 1, lines.get(0));
        long scores = header.stream().filter(ScoreTable::isScore).count();
        Check.that(
                header.get(0).equals("architecture") && scores > 0,
                "%s: a score table has the columns 'architecture', one or several 'score' or 'score.SEED', and any"
                        + " metrics; found %s",
                source,
                header);
        Check.that(
                header.stream().distinct().count() == header.size(),
                "%s: each column needs a name of its own, found %s",
                source,
                header);
        Map<Architecture, Row> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                addRow(source, i + 1, header, cells(source, i + 1, lines.get(i)), rows);
            }
        }
        Check.that(!rows.isEmpty(), "%s has a header but no architectures", source);
        return new ScoreTable(source, (int) scores, rows);
    }

    private static void addRow(
            String source, int line, List<String> header, List<String> cells, Map<Architecture, Row> rows) {
        Check.that(
                cells.size() == header.size(),
                "%s line %d has %d cells, the header %d; write the architecture in quotes",
                source,
                line,
                cells.size(),
                header.size());
        List<Double> scores = new ArrayList<>();
        Map<String, Double> costs = new LinkedHashMap<>();
        for (int c = 1; c < cells.size(); c++) {
            if (isScore(header.get(c))) {
                scores.add(cells.get(c).isBlank() ? Double.NaN : number(source, line, cells.get(c)));
            } else {
                costs.put(header.get(c), number(source, line, cells.get(c)));
            }
        }
        Architecture architecture = Architecture.parse(cells.get(0));
        Row before = rows.put(architecture, new Row(List.copyOf(scores), Map.copyOf(costs)));
        Check.that(before == null, "%s line %d repeats architecture %s", source, line, architecture);
    }

    private static boolean isScore(String column) {
        return column.equals("score") || column.startsWith("score.");
    }

    private static List<String> cells(String source, int line, String text) {
        List<String> cells = new ArrayList<>();
        Matcher matcher = CELL.matcher(text);
        int end = 0;
        while (end < text.length() || cells.isEmpty()) {
            Check.that(matcher.find(), "%s line %d cannot be read from '%s'", source, line, text.substring(end));
            cells.add((matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).strip());
            end = matcher.end();
        }
        return cells;
    }

    private static double number(String source, int line, String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new BadInputException(source + " line " + line + ": '" + cell + "' is not a number", e);
        }
    }

    /** The architectures in the order of the file. */
    public List<Architecture> architectures() {
        return List.copyOf(rows.keySet());
    }

    /** Number of scores of each architecture. */
    public int seeds() {
        return seeds;
    }

    /**
     * The score by one training seed; not-a-number if that training failed.
     *
     * @param seed number of the score column, from 0
     * @throws BadInputException if the table does not have the architecture or the seed
     */
    public double score(Architecture architecture, int seed) {
        Check.that(seed >= 0 && seed < seeds, "%s has score columns 0..%d, not %d", source, seeds - 1, seed);
        return row(architecture).scores().get(seed);
    }

    /** Mean score over the seeds that did not fail; not-a-number if all did. */
    @Override
    public double applyAsDouble(Architecture architecture) {
        return row(architecture).scores().stream()
                .mapToDouble(s -> s)
                .filter(s -> !Double.isNaN(s))
                .average()
                .orElse(Double.NaN);
    }

    /** Costs by metric name. */
    public Map<String, Double> costs(Architecture architecture) {
        return row(architecture).costs();
    }

    private Row row(Architecture architecture) {
        Row row = rows.get(architecture);
        Check.that(
                row != null,
                "%s has no score for architecture %s (it has %d architectures)",
                source,
                architecture,
                rows.size());
        return row;
    }
}
