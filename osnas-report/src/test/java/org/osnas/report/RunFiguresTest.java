package org.osnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.run.LossCurve;

class RunFiguresTest {

    @Test
    void plotsShowEveryTrialTheFrontAndTheChosenOne() {
        List<Trial> trials = List.of(trial(0, 0.5, 1), trial(1, 0.4, 2), trial(2, 0.7, 3));

        JFreeChart costs =
                RunCharts.costs("macs", trials, trials.subList(0, 1), trials.subList(2, 3), Optional.empty());
        JFreeChart order = RunCharts.order(trials);
        JFreeChart loss = RunCharts.loss(List.of(new LossCurve.Point(5, 2), new LossCurve.Point(10, 1)));

        XYDataset chosen = costs.getXYPlot().getDataset(0);
        assertThat(chosen.getXValue(0, 0)).isEqualTo(3);
        assertThat(chosen.getYValue(0, 0)).isEqualTo(0.7);
        assertThat(costs.getXYPlot().getDataset(1).getItemCount(0)).isEqualTo(1);
        assertThat(costs.getXYPlot().getDataset(3).getItemCount(0)).isEqualTo(3);
        XYDataset best = order.getXYPlot().getDataset(0);
        assertThat(new double[] {best.getYValue(0, 0), best.getYValue(0, 1), best.getYValue(0, 2)})
                .containsExactly(0.5, 0.5, 0.7);
        assertThat(loss.getXYPlot().getDataset(0).getXValue(0, 1)).isEqualTo(10);
    }

    @Test
    void architecturesThatAllCostTheSameArePlottedToo() {
        List<Trial> alone = List.of(trial(0, 0.5, 200));

        JFreeChart costs = RunCharts.costs("macs", alone, alone, alone, Optional.of(new Range(100, 400)));

        assertThat(costs.getXYPlot().getDomainAxis().getRange()).isEqualTo(new org.jfree.data.Range(190, 210));
    }

    @Test
    void theFrontHoldsWhatNoCheaperOneBeats() {
        Trial cheap = trial(0, 0.5, 1);
        Trial beaten = trial(1, 0.4, 2);
        Trial worseTwin = trial(2, 0.6, 3);
        Trial good = trial(3, 0.7, 3);
        Trial equal = trial(4, 0.7, 4);

        assertThat(RunFigures.front(List.of(equal, good, worseTwin, beaten, cheap), "macs"))
                .containsExactly(cheap, good);
    }

    private static Trial trial(int index, double score, double macs) {
        return new Trial(index, Architecture.of(index), score, Map.of("macs", macs));
    }
}
