package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** Loss, learning rate and scores on validation examples of a training, by its steps. */
public final class TrainingChart {

    private static final int POINTS = 200;

    private TrainingChart() {}

    /**
     * @param id of the chart
     * @param name of the training
     * @param steps its length
     * @param rates the learning rate of a step
     * @param losses pairs of step and mean loss; one at least
     * @param scores pairs of step and score on the validation examples; may be empty
     */
    public static Chart of(
            String id,
            String name,
            long steps,
            List<double[]> losses,
            LongToDoubleFunction rates,
            List<double[]> scores) {
        List<double[]> rate = new ArrayList<>();
        long span = Math.max(1, steps / POINTS);
        for (long step = 0; step < steps; step += span) {
            rate.add(new double[] {step + 1, rates.applyAsDouble(step)});
        }
        double[] last = losses.get(losses.size() - 1);
        return new Chart(
                id,
                "training",
                name,
                String.format(
                                Locale.ROOT,
                                "The loss went from %.4f to %.4f in %.0f of %d steps.",
                                losses.get(0)[1],
                                last[1],
                                last[0],
                                steps)
                        + best(scores),
                Map.of("steps", steps, "losses", losses, "rates", rate, "scores", scores));
    }

    private static String best(List<double[]> scores) {
        double[] best = null;
        for (double[] score : scores) {
            best = best == null || score[1] > best[1] ? score : best;
        }
        return best == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The best score on validation examples was %.4f, after step %.0f.",
                        best[1],
                        best[0]);
    }
}
