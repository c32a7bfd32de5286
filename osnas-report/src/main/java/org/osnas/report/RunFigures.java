package org.osnas.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.core.run.LossCurve;

/** The figures of a run's page: scores by cost, scores by trial, and the losses of the trainings. */
record RunFigures(RunView run) {

    /** A figure for each metric, then one of the order of the search. */
    List<RunPage.Figure> search() throws IOException {
        List<Trial> scored = run.search().scored();
        List<Trial> winner = scored.stream()
                .filter(trial -> trial.architecture().equals(run.chosen().architecture()))
                .toList();
        List<RunPage.Figure> figures = new ArrayList<>();
        if (scored.isEmpty()) {
            return figures;
        }
        for (String metric : run.metrics()) {
            Optional<Range> budget = Optional.ofNullable(run.search().budget().get(metric));
            String image = Charts.address(RunCharts.costs(metric, scored, front(scored, metric), winner, budget));
            figures.add(new RunPage.Figure(image, "costs", metric, budget.isPresent()));
        }
        figures.add(new RunPage.Figure(Charts.address(RunCharts.order(scored)), "order", "trial", false));
        return figures;
    }

    /** A figure for each training that has a curve. */
    List<RunPage.Figure> losses() throws IOException {
        List<RunPage.Figure> figures = new ArrayList<>();
        for (Map.Entry<String, List<LossCurve.Point>> training : run.losses().entrySet()) {
            if (!training.getValue().isEmpty()) {
                String image = Charts.address(RunCharts.loss(training.getValue()));
                figures.add(new RunPage.Figure(image, "loss", training.getKey(), false));
            }
        }
        return figures;
    }

    /** Trials that score higher than every one that costs no more, by rising cost. */
    static List<Trial> front(List<Trial> trials, String metric) {
        List<Trial> front = new ArrayList<>();
        trials.stream()
                .sorted(Comparator.comparingDouble((Trial trial) -> trial.cost(metric))
                        .thenComparing(Comparator.comparingDouble(Trial::score).reversed()))
                .filter(trial -> front.isEmpty()
                        || trial.score() > front.get(front.size() - 1).score())
                .forEach(front::add);
        return front;
    }
}
