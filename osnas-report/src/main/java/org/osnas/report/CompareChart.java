package org.osnas.report;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationStepRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.osnas.core.compare.CompareResult;

/** The best so far by evaluations: the mean over the seeds of each strategy, with its 95 % interval as a band. */
final class CompareChart {

    private CompareChart() {}

    static JFreeChart of(CompareResult result) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        for (CompareResult.Curve curve : result.curves()) {
            YIntervalSeries series = new YIntervalSeries(curve.label());
            for (CompareResult.Curve.Point p : curve.points()) {
                series.add(
                        p.evaluations(),
                        p.mean(),
                        p.interval().low(),
                        p.interval().high());
            }
            data.addSeries(series);
        }
        DeviationStepRenderer renderer = new DeviationStepRenderer();
        renderer.setAlpha(0.12f);
        for (int i = 0; i < result.curves().size(); i++) {
            Color colour = Charts.COLOURS.get(i % Charts.COLOURS.size());
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesFillPaint(i, colour);
            renderer.setSeriesStroke(i, stroke(i));
            renderer.setSeriesShapesVisible(i, false);
        }
        NumberAxis across = new NumberAxis("evaluations");
        across.setRange(0, result.contest().evaluations());
        across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        NumberAxis up = new NumberAxis("found so far, mean of the seeds with 95 % interval");
        up.setAutoRangeIncludesZero(false);
        XYPlot plot = Charts.plain(new XYPlot(data, across, up, renderer));
        result.standings().optimum().ifPresent(best -> {
            ValueMarker marker = new ValueMarker(best, Color.GRAY, new BasicStroke(1.5f));
            marker.setLabel("optimum");
            marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
            plot.addRangeMarker(marker);
            // The axis fits itself to the curves alone.
            Range curves = plot.getDataRange(up);
            if (curves != null) {
                up.setRange(Charts.padded(Range.expandToInclude(curves, best), 0.03));
            }
        });
        return Charts.chart("Comparison of search strategies", plot);
    }

    // Beyond the colours, dashes tell the curves apart.
    private static BasicStroke stroke(int series) {
        float[] dash = series < Charts.COLOURS.size() ? null : new float[] {8, 5};
        return new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }
}
