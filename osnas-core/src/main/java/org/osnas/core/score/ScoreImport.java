package org.osnas.core.score;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.text.TextFile;

/**
 * Makes a score table of accuracies that others published: JSON, an object whose keys are architectures or a list, or
 * CSV with a line of column names; both also compressed by gzip.
 */
public final class ScoreImport {

    private static final double PERCENT = 100;

    /** NAS-Bench-201 as JSON has some hundred million. */
    private static final int MOST_BYTES = 1_000_000_000;

    private final String source;
    private final SearchSpace space;
    private final Columns columns;

    private ScoreImport(String source, SearchSpace space, Columns columns) {
        this.source = source;
        this.space = space;
        this.columns = columns;
    }

    /**
     * @param file JSON if its name ends in {@code .json} or {@code .json.gz}, else CSV
     * @param space whose architectures it names; costs that follow from its description must agree with it
     * @throws BadInputException if the file cannot be read, is a pickle or an archive, or holds something else than scores
     *     of architectures of the space, naming the place
     */
    public static ScoreTable read(Path file, SearchSpace space, Columns columns) {
        try {
            Check.that(!Files.isDirectory(file), "%s is a folder, not a file of scores", file);
            Check.that(
                    Files.size(file) <= MOST_BYTES,
                    "%s has %d bytes; a file of scores may have %d",
                    file,
                    Files.size(file),
                    MOST_BYTES);
            byte[] bytes = Files.readAllBytes(file);
            ForeignFormat.requireText(file, bytes);
            return new ScoreImport(file.toString(), space, columns).table(file, bytes);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
    }

    private ScoreTable table(Path file, byte[] bytes) throws IOException {
        String name = file.getFileName().toString();
        String text = text(name, bytes);
        List<ForeignRow> entries =
                name.matches(".*\\.json(\\.gz)?") ? ForeignJson.read(source, text) : ForeignCsv.read(source, text);
        ArchitectureNames names = new ArchitectureNames(space);
        List<ScoreTable.Row> rows = new ArrayList<>();
        for (ForeignRow entry : entries) {
            rows.add(row(entry, names));
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put("osnas", "score table imported from " + name);
        about.put("sha256", Hashing.sha256().hashBytes(bytes).toString());
        about.put("columns", columns.text());
        about.put("space", space.name());
        about.put("input", space.input().toString());
        about.put(ScoreTable.FINGERPRINT, space.fingerprint());
        ScoreTable table = new ScoreTable(source, about, rows);
        table.requireFor(space);
        return table;
    }

    private static String text(String name, byte[] bytes) throws IOException {
        if (!name.endsWith(".gz")) {
            return TextFile.decode(name, bytes);
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = unpacked.readNBytes(MOST_BYTES + 1);
            Check.that(text.length <= MOST_BYTES, "%s unpacks to more than %d bytes", name, MOST_BYTES);
            return TextFile.decode(name, text);
        }
    }

    private ScoreTable.Row row(ForeignRow entry, ArchitectureNames names) {
        Map<String, Double> costs = new LinkedHashMap<>();
        columns.costs().forEach((metric, column) -> {
            List<Double> values = entry.numbers(column);
            Check.that(
                    values.size() == 1 && !values.get(0).isNaN(),
                    "%s: '%s' must be one number, the %s of the architecture",
                    entry.place(),
                    column,
                    metric);
            costs.put(metric, values.get(0));
        });
        return new ScoreTable.Row(
                architecture(entry, names), scores(entry, columns.scores()), scores(entry, columns.tests()), costs);
    }

    private Architecture architecture(ForeignRow entry, ArchitectureNames names) {
        String text = entry.architecture(columns);
        try {
            return names.parse(text);
        } catch (BadInputException e) {
            throw new BadInputException(entry.place() + ": " + e.getMessage(), e);
        }
    }

    private List<Double> scores(ForeignRow entry, List<String> names) {
        return names.stream()
                .flatMap(column -> entry.numbers(column).stream())
                .map(score -> columns.percent() ? score / PERCENT : score)
                .toList();
    }

    /**
     * What the columns of a file of others are.
     *
     * @param architecture the one that names the architecture; empty for the keys of a JSON object, or for a column that is
     *     called so
     * @param scores by training, or a single one with a list of scores by training
     * @param tests likewise; may be empty
     * @param costs by metric name
     * @param percent whether scores are in percent, to be read as shares of 1
     */
    public record Columns(
            Optional<String> architecture,
            List<String> scores,
            List<String> tests,
            Map<String, String> costs,
            boolean percent) {

        /** The key of {@link #parse}, and the column where none is named. */
        static final String ARCHITECTURE = "architecture";

        private static final String SCORE = "score";
        private static final String TEST = "test";

        public Columns {
            scores = List.copyOf(scores);
            tests = List.copyOf(tests);
            costs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(costs));
            Check.that(
                    !scores.isEmpty(),
                    "Say which column holds the scores that a search sees: score=NAME. Several score=… are several trainings.");
        }

        /**
         * Reads a mapping written as {@code KEY=NAME}: the key is {@code architecture}, {@code score} or {@code test} (several
         * of these are several trainings), or else the name of a metric; the name is that of the column in the file.
         *
         * @throws BadInputException if an item is something else, a key that stands for one column is given twice, or there
         *     is no score
         */
        public static Columns parse(List<String> items, boolean percent) {
            List<String> scores = new ArrayList<>();
            List<String> tests = new ArrayList<>();
            Map<String, String> others = new LinkedHashMap<>();
            for (String item : items) {
                int equals = item.indexOf('=');
                if (equals < 1 || equals == item.length() - 1) {
                    throw new BadInputException("'" + item
                            + "' is not KEY=NAME. The key is architecture, score, test or a metric such as macs; the name is"
                            + " that of a column of the file.");
                }
                String key = item.substring(0, equals).strip();
                String name = item.substring(equals + 1).strip();
                switch (key) {
                    case SCORE -> scores.add(name);
                    case TEST -> tests.add(name);
                    default ->
                        Check.that(others.put(key, name) == null, "%s is given twice; only score and test may be", key);
                }
            }
            Optional<String> architecture = Optional.ofNullable(others.remove(ARCHITECTURE));
            return new Columns(architecture, scores, tests, others, percent);
        }

        /** The mapping as {@link #parse} takes it, separated by spaces. */
        String text() {
            List<String> items = new ArrayList<>();
            architecture.ifPresent(name -> items.add(ARCHITECTURE + "=" + name));
            scores.forEach(name -> items.add(SCORE + "=" + name));
            tests.forEach(name -> items.add(TEST + "=" + name));
            costs.forEach((metric, name) -> items.add(metric + "=" + name));
            return items.stream().collect(Collectors.joining(" ")) + (percent ? " (scores in percent)" : "");
        }
    }
}
