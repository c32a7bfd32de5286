package org.osnas.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationStepRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.osnas.core.compare.CompareReport;
import org.osnas.core.compare.Curve;
import org.osnas.core.fidelity.Fidelity;
import org.osnas.core.file.AtomicFile;

/** The plots of reports. */
final class Charts {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    private static final int PAGE_WIDTH = 640;
    private static final int PAGE_HEIGHT = 360;

    /** Okabe and Ito's colours, which most people can tell apart. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x999933));

    private Charts() {}

    /** The best so far by evaluations: the mean over the seeds of each strategy, with its 95 % interval as a band. */
    static JFreeChart curves(CompareReport report) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        for (Curve curve : report.curves()) {
            YIntervalSeries series = new YIntervalSeries(curve.label());
            for (Curve.Point p : curve.points()) {
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
        for (int i = 0; i < report.curves().size(); i++) {
            Color colour = COLOURS.get(i % COLOURS.size());
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesFillPaint(i, colour);
            renderer.setSeriesStroke(i, stroke(i));
            renderer.setSeriesShapesVisible(i, false);
        }
        NumberAxis across = new NumberAxis("evaluations");
        across.setRange(0, report.config().evaluations());
        across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        NumberAxis up = new NumberAxis("found so far, mean of the seeds with 95 % interval");
        up.setAutoRangeIncludesZero(false);
        XYPlot plot = plain(new XYPlot(data, across, up, renderer));
        report.standings().optimum().ifPresent(best -> {
            ValueMarker marker = new ValueMarker(best, Color.GRAY, new BasicStroke(1.5f));
            marker.setLabel("optimum");
            marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
            plot.addRangeMarker(marker);
            // The axis fits itself to the curves alone.
            Range curves = plot.getDataRange(up);
            if (curves != null) {
                up.setRange(padded(Range.expandToInclude(curves, best), 0.03));
            }
        });
        return chart("Comparison of search strategies", plot);
    }

    /** Accuracies after training from scratch by scores with the shared weights, a point an architecture. */
    static JFreeChart scatter(Fidelity fidelity) {
        XYSeries points = new XYSeries("architectures");
        fidelity.pairs().forEach(p -> points.add(p.score(), p.accuracy()));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, COLOURS.get(0));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
        NumberAxis across = new NumberAxis("score with the shared weights");
        across.setAutoRangeIncludesZero(false);
        NumberAxis up = new NumberAxis("accuracy after training from scratch");
        up.setAutoRangeIncludesZero(false);
        Fidelity.Measure tau = fidelity.measures().get(0);
        String title = String.format(
                Locale.ROOT,
                "Kendall's tau-b %.2f (95 %%: %.2f to %.2f), %d architectures",
                tau.value(),
                tau.interval().low(),
                tau.interval().high(),
                fidelity.pairs().size());
        JFreeChart chart = chart(title, plain(new XYPlot(new XYSeriesCollection(points), across, up, renderer)));
        chart.removeLegend();
        return chart;
    }

    // Beyond the colours, dashes tell the curves apart.
    private static BasicStroke stroke(int series) {
        float[] dash = series < COLOURS.size() ? null : new float[] {8, 5};
        return new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** A range with a margin, a share of its length or, of a single value, of that. */
    static Range padded(Range range, double share) {
        double length = range.getLength() > 0 ? range.getLength() : Math.max(1, Math.abs(range.getLowerBound()));
        return new Range(range.getLowerBound() - share * length, range.getUpperBound() + share * length);
    }

    static XYPlot plain(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(new Color(0xDDDDDD));
        plot.setRangeGridlinePaint(new Color(0xDDDDDD));
        plot.setOutlinePaint(new Color(0x999999));
        return plot;
    }

    static JFreeChart chart(String title, XYPlot plot) {
        JFreeChart chart = new JFreeChart(title, new Font(Font.SANS_SERIF, Font.PLAIN, 18), plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        return chart;
    }

    /** A chart for a page: an image that the page holds itself, sharp on dense screens too. */
    static String image(JFreeChart chart, String description) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ChartUtils.writeScaledChartAsPNG(png, chart, PAGE_WIDTH, PAGE_HEIGHT, 2, 2);
        return "<img width='%d' height='%d' alt='%s' src='data:image/png;base64,%s'>"
                .formatted(
                        PAGE_WIDTH,
                        PAGE_HEIGHT,
                        Html.escape(description),
                        Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    /** Writes a PNG file, replacing it as a whole. */
    static void save(JFreeChart chart, Path file) throws IOException {
        AtomicFile.write(file, out -> ChartUtils.writeChartAsPNG(out, chart, WIDTH, HEIGHT));
    }
}
