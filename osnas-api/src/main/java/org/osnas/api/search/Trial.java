package org.osnas.api.search;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/**
 * One evaluated architecture.
 *
 * @param index position in the order of proposals, from 0
 * @param score larger is better; not-a-number if the evaluation failed
 * @param costs by metric name
 * @param partial how far the evaluation came if it stopped early, since the architecture could hardly become one of the
 *     best any more; the score then is that of the examples seen
 */
public record Trial(
        long index, Architecture architecture, double score, Map<String, Double> costs, Optional<Partial> partial) {

    /** Best first; among equal scores the one that was proposed first, so that the order is total. */
    public static final Comparator<Trial> BEST_FIRST =
            Comparator.comparingDouble(Trial::score).reversed().thenComparingLong(Trial::index);

    /**
     * A part of the examples of a split.
     *
     * @param examples that were seen
     * @param of how many
     */
    public record Partial(int examples, int of) {
        public Partial {
            Check.that(
                    examples > 0 && examples < of,
                    "a part of %d examples must have at least 1 and fewer than all, got %d",
                    of,
                    examples);
        }
    }

    public Trial {
        costs = Map.copyOf(costs);
    }

    /** A trial whose evaluation came to its end. */
    public Trial(long index, Architecture architecture, double score, Map<String, Double> costs) {
        this(index, architecture, score, costs, Optional.empty());
    }

    /**
     * The cost by a metric.
     *
     * @throws org.osnas.api.spi.BadInputException if the trial lacks it
     */
    public double cost(String metric) {
        return Check.present(
                costs.get(metric), "trial %d has no cost by metric '%s'. Known: %s", index, metric, costs.keySet());
    }

    /** Whether the score is that of all examples, so that it compares with every other complete one. */
    public boolean complete() {
        return !failed() && partial.isEmpty();
    }

    /** Whether there is no usable score. */
    public boolean failed() {
        return Double.isNaN(score);
    }
}
