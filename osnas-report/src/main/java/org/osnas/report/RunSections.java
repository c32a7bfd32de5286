package org.osnas.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.report.internal.chart.Chart;
import org.osnas.report.internal.chart.LayerCharts;
import org.osnas.report.internal.chart.NetworkChart;
import org.osnas.report.internal.chart.PlainCharts;
import org.osnas.report.internal.chart.SearchCharts;
import org.osnas.report.internal.chart.ShownTrials;
import org.osnas.report.internal.chart.TrainingChart;

/** The charts of a run's page, by its sections. */
final class RunSections {

    private final RunView run;
    private final ShownTrials trials;

    RunSections(RunView run) {
        this.run = run;
        this.trials = new ShownTrials(run.search().scored(), run.metrics());
    }

    /**
     * How the search went.
     *
     * @param place of the run, as commands name it
     */
    List<Chart> search(String place) {
        if (trials.scored().isEmpty()) {
            return List.of();
        }
        SearchCharts charts = new SearchCharts(trials);
        return List.of(
                charts.front(run.search().budget(), run.chosen().map(RunView.Chosen::architecture), place),
                charts.history(run.search().planned(), run.chosen().flatMap(chosen -> chosen.intervals()
                        .score())),
                charts.distribution(),
                charts.ranks(),
                charts.timeline(run.origin().seconds(), run.search().seconds()));
    }

    /** What the layers do. */
    List<Chart> layers() {
        return trials.scored().isEmpty() ? List.of() : new LayerCharts(run.space(), trials).all();
    }

    /** The architecture that was chosen. */
    List<Chart> network() {
        return run.chosen()
                .map(chosen -> List.of(NetworkChart.of("network", run.space(), chosen.architecture(), run.tables())))
                .orElse(List.of());
    }

    /** A chart for each training that has a curve. */
    List<Chart> trainings() {
        List<Chart> charts = new ArrayList<>();
        for (Map.Entry<String, RunView.Curve> training : run.curves().entrySet()) {
            RunView.Curve curve = training.getValue();
            if (!curve.losses().isEmpty()) {
                charts.add(TrainingChart.of(
                        "training-" + charts.size(),
                        training.getKey(),
                        curve.steps(),
                        curve.losses().stream()
                                .map(point -> new double[] {point.step(), point.loss()})
                                .toList(),
                        curve.rates(),
                        curve.scores().stream()
                                .map(score -> new double[] {score.step(), score.value()})
                                .toList()));
            }
        }
        return charts;
    }

    /** Predicted against measured latency, if any was measured. */
    List<Chart> latency() {
        List<Map<String, Object>> points = new ArrayList<>();
        for (RunView.Latency latency : run.beside().latencies()) {
            points.add(Map.of(
                    "architecture",
                    latency.architecture().toString(),
                    "predicted",
                    latency.predicted(),
                    "measured",
                    latency.measured()));
        }
        return points.isEmpty()
                ? List.of()
                : List.of(PlainCharts.latency("latency", run.beside().unit(), points));
    }

    /** How well a scorer ranks. */
    static Chart fidelity(ShownFidelity fidelity) {
        return PlainCharts.fidelity(
                "fidelity-" + fidelity.scorer(),
                fidelity.scorer().equals(ShownFidelity.OWN) ? "score" : "score by " + fidelity.scorer(),
                fidelity.metric(),
                fidelity.pairs(),
                fidelity.measures().stream()
                        .mapToDouble(ShownFidelity.Measure::value)
                        .findFirst()
                        .orElse(Double.NaN));
    }

    /** What the charts refer to. */
    Map<String, Object> shared() {
        return Map.of("trials", trials.values(run.space()));
    }
}
