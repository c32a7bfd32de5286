package org.osnas.core.score;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osnas.api.cost.CostModel;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Known scores of architectures, by training seed, in place of an evaluation: search strategies can be compared on them
 * in milliseconds, as on the tabular benchmarks (Ying et al. 2019, "NAS-Bench-101", https://arxiv.org/abs/1902.09635).
 * Immutable and thread-safe.
 */
public final class ScoreTable {

    /** Key of {@link #about}: the fingerprint of the space that the architectures belong to. */
    public static final String FINGERPRINT = "fingerprint";

    /**
     * An architecture of the table.
     *
     * @param scores by training seed, on validation data; not-a-number for a failed training
     * @param tests by training seed, on test data; empty if the table has none
     * @param costs by metric name
     */
    public record Row(Architecture architecture, List<Double> scores, List<Double> tests, Map<String, Double> costs) {
        public Row {
            scores = List.copyOf(scores);
            tests = List.copyOf(tests);
            costs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(costs));
        }
    }

    private final String source;
    private final Map<String, String> about;
    private final Map<Architecture, Row> rows = new LinkedHashMap<>();
    private final Row first;

    /**
     * @param source what the table is, for messages
     * @param about what is known of its making, by key: {@code space}, {@code input}, …
     * @throws BadInputException if there are no rows, an architecture stands there twice, or rows differ in their
     *     columns
     */
    public ScoreTable(String source, Map<String, String> about, Collection<Row> rows) {
        this.source = source;
        this.about = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(about));
        Check.that(!rows.isEmpty(), "%s has no architectures", source);
        first = rows.iterator().next();
        for (Row row : rows) {
            Check.that(
                    row.scores().size() == first.scores().size()
                            && row.tests().size() == first.tests().size()
                            && row.costs().keySet().equals(first.costs().keySet()),
                    "%s: architecture %s has other columns than %s",
                    source,
                    row.architecture(),
                    first.architecture());
            Check.that(
                    this.rows.put(row.architecture(), row) == null,
                    "%s repeats architecture %s",
                    source,
                    row.architecture());
        }
    }

    /** What the table is, for messages. */
    public String source() {
        return source;
    }

    public Map<String, String> about() {
        return about;
    }

    public Collection<Row> rows() {
        return java.util.Collections.unmodifiableCollection(rows.values());
    }

    /** The architectures in the order of the table. */
    public Set<Architecture> architectures() {
        return java.util.Collections.unmodifiableSet(rows.keySet());
    }

    /** Number of training seeds. */
    public int seeds() {
        return first.scores().size();
    }

    /** Whether there are scores on test data. */
    public boolean hasTests() {
        return !first.tests().isEmpty();
    }

    /**
     * The score by one training seed; not-a-number if that training failed.
     *
     * @param seed number of the training seed, from 0
     * @throws BadInputException if the table does not have the architecture or the seed
     */
    public double score(Architecture architecture, int seed) {
        Check.that(seed >= 0 && seed < seeds(), "%s has the seeds 0..%d, not %d", source, seeds() - 1, seed);
        return row(architecture).scores().get(seed);
    }

    /** Mean score over the seeds that did not fail; not-a-number if all did. */
    public double meanScore(Architecture architecture) {
        return mean(row(architecture).scores());
    }

    /** Mean test score over the seeds that did not fail; not-a-number if all did, or if there are no tests. */
    public double meanTest(Architecture architecture) {
        return mean(row(architecture).tests());
    }

    /** Scores by one training seed. */
    public Scorer scorer(int seed) {
        return Scorer.each(architecture -> score(architecture, seed));
    }

    /**
     * Checks that the table is about the architectures of a space: by its fingerprint if it names one, by its choices,
     * and by the metrics that the description of the space gives.
     *
     * @throws BadInputException naming the difference
     */
    public void requireFor(SearchSpace space) {
        String fingerprint = about.getOrDefault(FINGERPRINT, space.fingerprint());
        Check.that(
                fingerprint.equals(space.fingerprint()),
                "%s is about space %s at %s (fingerprint %s), but it is read for space %s at %s (%s)",
                source,
                about.getOrDefault("space", "?"),
                about.getOrDefault("input", "?"),
                fingerprint,
                space.name(),
                space.input(),
                space.fingerprint());
        CostModel costs = CostModel.analytic(space);
        for (Row row : rows.values()) {
            try {
                space.check(row.architecture());
            } catch (BadInputException e) {
                throw new BadInputException(source + ": " + e.getMessage(), e);
            }
            for (String metric : costs.metrics()) {
                double counted = costs.table(metric).cost(row.architecture());
                double given = row.costs().getOrDefault(metric, counted);
                Check.that(
                        given == counted,
                        "%s gives %.0f %s for architecture %s, but in space %s at %s it has %.0f. The table is of another"
                                + " space or input.",
                        source,
                        given,
                        metric,
                        row.architecture(),
                        space.name(),
                        space.input(),
                        counted);
            }
        }
    }

    private Row row(Architecture architecture) {
        return Check.present(
                rows.get(architecture),
                "%s has no score for architecture %s (it has %d architectures)",
                source,
                architecture,
                rows.size());
    }

    private static double mean(List<Double> values) {
        return values.stream()
                .mapToDouble(v -> v)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }
}
