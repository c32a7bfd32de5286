package org.osnas.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.run.LossCurve;

/**
 * The figures of a run's report: scores by cost, scores by trial, and the losses of the trainings.
 *
 * @param scored trials that have a score, at least one
 * @param metrics whose costs are shown
 * @param ranges the budget
 */
record RunPlots(List<Trial> scored, Architecture chosen, List<String> metrics, Map<String, Range> ranges) {

    /** A figure for each metric, then one of the order of the search. */
    String search() throws IOException {
        StringBuilder page = new StringBuilder("<div class='plots'>");
        List<Trial> winner = scored.stream()
                .filter(trial -> trial.architecture().equals(chosen))
                .toList();
        for (String metric : metrics) {
            Range budget = ranges.get(metric);
            page.append(figure(
                    RunCharts.costs(metric, scored, front(scored, metric), winner, budget),
                    "Scores by " + metric,
                    "All scored architectures, <i class='front-key'>those that no cheaper one beats</i>, "
                            + "<i class='chosen-key'>the chosen one</i>"
                            + (budget == null ? "." : ", and the budget in grey.")));
        }
        page.append(figure(
                RunCharts.order(scored), "Scores by trial", "Scores in the order of the search, and the best so far."));
        return page.append("</div>").toString();
    }

    /** A figure for each training that has a curve. */
    static String losses(Map<String, List<LossCurve.Point>> trainings) throws IOException {
        StringBuilder page = new StringBuilder("<div class='plots'>");
        for (Map.Entry<String, List<LossCurve.Point>> training : trainings.entrySet()) {
            if (!training.getValue().isEmpty()) {
                page.append(figure(
                        RunCharts.loss(training.getValue()),
                        "Loss of " + training.getKey(),
                        "Training loss of " + Html.escape(training.getKey()) + ", means over spans of steps."));
            }
        }
        return page.append("</div>").toString();
    }

    private static String figure(JFreeChart chart, String description, String caption) throws IOException {
        return "<figure>" + Charts.image(chart, description) + "<figcaption>" + caption + "</figcaption></figure>";
    }

    /** Trials that score higher than every one that costs no more, by rising cost. */
    static List<Trial> front(List<Trial> trials, String metric) {
        List<Trial> front = new ArrayList<>();
        trials.stream()
                .sorted(Comparator.comparingDouble(
                                (Trial trial) -> trial.costs().get(metric))
                        .thenComparing(Comparator.comparingDouble(Trial::score).reversed()))
                .filter(trial -> front.isEmpty()
                        || trial.score() > front.get(front.size() - 1).score())
                .forEach(front::add);
        return front;
    }
}
