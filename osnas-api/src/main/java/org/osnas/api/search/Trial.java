package org.osnas.api.search;

import java.util.Comparator;
import java.util.Locale;
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
 *     best any more; the score then is that of the examples seen, or after the steps trained
 */
public record Trial(
        long index, Architecture architecture, double score, Map<String, Double> costs, Optional<Partial> partial) {

    /** Best first; among equal scores the one that was proposed first, so that the order is total. */
    public static final Comparator<Trial> BEST_FIRST =
            Comparator.comparingDouble(Trial::score).reversed().thenComparingLong(Trial::index);

    /** Cheapest first; among equal costs {@linkplain #BEST_FIRST the best}. */
    public static Comparator<Trial> byCost(String metric) {
        return Comparator.comparingDouble((Trial trial) -> trial.cost(metric)).thenComparing(BEST_FIRST);
    }

    /** What an evaluation counts. */
    public enum Unit {
        /** Examples of a split. */
        EXAMPLES,
        /** Steps of a training. */
        STEPS;

        /** In logs and for people. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of an evaluation.
     *
     * @param done that was seen or trained
     * @param of how many in all
     */
    public record Partial(int done, int of, Unit unit) {
        public Partial {
            Check.that(
                    done > 0 && done < of,
                    "a part of %d %s must have at least 1 and fewer than all, got %d",
                    of,
                    unit.word(),
                    done);
        }

        /** Some of the examples of a split. */
        public static Partial ofExamples(int examples, int of) {
            return new Partial(examples, of, Unit.EXAMPLES);
        }

        /** Some of the steps of a training. */
        public static Partial ofSteps(int steps, int of) {
            return new Partial(steps, of, Unit.STEPS);
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
