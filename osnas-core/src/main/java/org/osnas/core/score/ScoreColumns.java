package org.osnas.core.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

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
public record ScoreColumns(
        Optional<String> architecture,
        List<String> scores,
        List<String> tests,
        Map<String, String> costs,
        boolean percent) {

    /** The key of {@link #parse}, and the column where none is named. */
    static final String ARCHITECTURE = "architecture";

    private static final String SCORE = "score";
    private static final String TEST = "test";

    public ScoreColumns {
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
    public static ScoreColumns parse(List<String> items, boolean percent) {
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
        return new ScoreColumns(architecture, scores, tests, others, percent);
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
