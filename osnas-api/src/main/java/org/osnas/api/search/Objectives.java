package org.osnas.api.search;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * What trials are compared by: the score, larger is better, and beside it the costs by some metrics, smaller is better.
 *
 * @param metrics without repeats; none if the score alone counts
 */
public record Objectives(List<String> metrics) {

    /** The score alone. */
    public static final Objectives SCORE = new Objectives(List.of());

    public Objectives {
        metrics = List.copyOf(metrics);
        Check.that(
                metrics.stream().distinct().count() == metrics.size(),
                "each metric can be an objective once, got %s",
                metrics);
    }

    public static Objectives scoreAnd(String... metrics) {
        return new Objectives(List.of(metrics));
    }

    /** Whether costs count beside the score, so that there is a Pareto front and not one best. */
    public boolean several() {
        return !metrics.isEmpty();
    }

    /**
     * The objectives of a trial as losses, smaller is better: minus the score, then the costs.
     *
     * @throws org.osnas.api.spi.BadInputException if the trial lacks the cost of a metric
     */
    public double[] losses(Trial trial) {
        double[] losses = new double[1 + metrics.size()];
        losses[0] = -trial.score();
        for (int i = 0; i < metrics.size(); i++) {
            losses[1 + i] = trial.cost(metrics.get(i));
        }
        return losses;
    }
}
