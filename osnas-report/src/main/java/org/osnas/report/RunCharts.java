package org.osnas.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.core.run.LossCurve;

/** The charts of a run's page; what their colours mean stands in the captions of the page. */
final class RunCharts {

    private static final Color TRIAL = new Color(0x2E, 0x96, 0xD6, 150);
    private static final Color LINE = new Color(0x2E96D6);
    private static final Color FRONT = new Color(0x16A07A);
    private static final Color CHOSEN = new Color(0xE06A10);
    private static final Color BAND = new Color(0x80, 0x8C, 0x98, 45);

    private RunCharts() {}

    /**
     * Scores by cost.
     *
     * @param metric of the cost
     * @param front trials by rising cost, marked and joined by steps
     * @param chosen marked too
     * @param budget shown as a band
     */
    static JFreeChart costs(
            String metric, List<Trial> trials, List<Trial> front, List<Trial> chosen, Optional<Range> budget) {
        NumberAxis across = axis(metric);
        across.setNumberFormatOverride(new Quantities());
        XYPlot plot = new XYPlot(null, across, axis("score"), null);
        int layer = 0;
        layer = add(plot, layer, byCost("chosen", metric, chosen), dots(CHOSEN, 13));
        layer = add(plot, layer, byCost("front", metric, front), dots(FRONT, 8));
        layer = add(plot, layer, byCost("steps", metric, front), steps());
        add(plot, layer, byCost("trials", metric, trials), dots(TRIAL, 7));
        if (budget.isPresent()) {
            // The axis fits itself to the trials, so that the band of a wide budget does not squeeze them.
            across.setRange(Charts.padded(plot.getDataRange(across), 0.05));
            plot.addDomainMarker(
                    new IntervalMarker(budget.get().min(), budget.get().max(), BAND), Layer.BACKGROUND);
        }
        return Charts.onPage(plot);
    }

    /** Scores in the order of the trials, and the best so far. */
    static JFreeChart order(List<Trial> trials) {
        XYSeries scores = new XYSeries("scores");
        XYSeries best = new XYSeries("best so far");
        double soFar = Double.NEGATIVE_INFINITY;
        for (Trial trial : trials) {
            soFar = Math.max(soFar, trial.score());
            scores.add(trial.index() + 1, trial.score());
            best.add(trial.index() + 1, soFar);
        }
        NumberAxis across = axis("trial");
        across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        XYPlot plot = new XYPlot(null, across, axis("score"), null);
        add(plot, add(plot, 0, best, steps()), scores, dots(TRIAL, 6));
        return Charts.onPage(plot);
    }

    /** The mean loss of the steps of a training. */
    static JFreeChart loss(List<LossCurve.Point> points) {
        XYSeries series = new XYSeries("loss");
        points.forEach(point -> series.add(point.step(), point.loss()));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, points.size() == 1);
        renderer.setSeriesPaint(0, LINE);
        renderer.setSeriesStroke(0, new BasicStroke(1.8f));
        XYPlot plot = new XYPlot(null, axis("step"), axis("loss"), null);
        add(plot, 0, series, renderer);
        return Charts.onPage(plot);
    }

    /** Lines in a plane from 0 to 1, in the order of {@link Charts#COLOURS}. */
    static JFreeChart curves(String across, String up, Map<String, List<double[]>> lines) {
        NumberAxis horizontal = axis(across);
        NumberAxis vertical = axis(up);
        horizontal.setRange(0, 1);
        vertical.setRange(0, 1.02);
        XYPlot plot = new XYPlot(null, horizontal, vertical, null);
        int layer = 0;
        for (Map.Entry<String, List<double[]>> line : lines.entrySet()) {
            XYSeries series = new XYSeries(line.getKey(), false);
            line.getValue().forEach(point -> series.add(point[0], point[1]));
            XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
            renderer.setSeriesPaint(0, Charts.COLOURS.get(layer % Charts.COLOURS.size()));
            renderer.setSeriesStroke(0, new BasicStroke(1.8f));
            layer = add(plot, layer, series, renderer);
        }
        return Charts.onPage(plot);
    }

    private static XYSeries byCost(String name, String metric, List<Trial> trials) {
        XYSeries series = new XYSeries(name);
        trials.forEach(trial -> series.add(trial.cost(metric), trial.score()));
        return series;
    }

    /** Adds a series behind those that are there; gives the number of the next one. */
    private static int add(XYPlot plot, int layer, XYSeries series, AbstractXYItemRenderer renderer) {
        plot.setDataset(layer, new XYSeriesCollection(series));
        plot.setRenderer(layer, renderer);
        return layer + 1;
    }

    private static AbstractXYItemRenderer dots(Color colour, double size) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        Shape dot = new Ellipse2D.Double(-size / 2, -size / 2, size, size);
        renderer.setSeriesPaint(0, colour);
        renderer.setSeriesShape(0, dot);
        return renderer;
    }

    private static AbstractXYItemRenderer steps() {
        XYStepRenderer renderer = new XYStepRenderer();
        renderer.setSeriesPaint(0, FRONT);
        renderer.setSeriesStroke(0, new BasicStroke(1.8f));
        return renderer;
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    /** Labels of an axis as {@code 1.2 M}. */
    private static final class Quantities extends NumberFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(Numbers.quantity(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return to.append(Numbers.quantity(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException();
        }
    }
}
