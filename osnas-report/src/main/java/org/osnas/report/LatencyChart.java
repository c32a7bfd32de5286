package org.osnas.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.osnas.core.cost.TableCheck;

/** Measured latency of networks by what a table predicts, with lines at equality and 10 % beside it. */
public final class LatencyChart {

    private static final double TOLERANCE = 0.1;
    private static final BasicStroke SOLID = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 5}, 0);

    private LatencyChart() {}

    /** Writes a PNG file, replacing it as a whole. */
    public static void write(TableCheck check, Path file) throws IOException {
        Charts.save(of(check), file);
    }

    static JFreeChart of(TableCheck check) {
        boolean fitted = check.correction().isPresent();
        XYSeries table = new XYSeries(fitted ? "table without the new correction" : "table");
        XYSeries corrected = new XYSeries("corrected table");
        double end = 0;
        for (TableCheck.Point p : check.points()) {
            table.add(p.stored(), p.measured());
            corrected.add(p.corrected(), p.measured());
            end = Math.max(end, Math.max(p.measured(), Math.max(p.stored(), p.corrected())));
        }
        end *= 1.05;
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        points(data, renderer, table, fitted ? new Color(0xE69F00) : new Color(0x0072B2));
        if (fitted) {
            points(data, renderer, corrected, new Color(0x0072B2));
        }
        line(data, renderer, "equal", 1, end, SOLID);
        line(data, renderer, "10 % more", 1 + TOLERANCE, end, DASHED);
        line(data, renderer, "10 % less", 1 - TOLERANCE, end, DASHED);
        String unit = " (" + check.table().metric().unit() + ")";
        NumberAxis across = new NumberAxis("predicted by the table" + unit);
        NumberAxis up = new NumberAxis("measured" + unit);
        across.setRange(0, end);
        up.setRange(0, end);
        TableCheck.Quality quality = check.corrected();
        String title = String.format(
                Locale.ROOT,
                "%s at %s: %.0f %% of %d networks within 10 %%, %s",
                check.table().space(),
                check.table().input(),
                100 * quality.within(),
                check.points().size(),
                quality.ranks());
        return Charts.chart(title, Charts.plain(new XYPlot(data, across, up, renderer)));
    }

    private static void points(
            XYSeriesCollection data, XYLineAndShapeRenderer renderer, XYSeries series, Color colour) {
        int index = data.getSeriesCount();
        data.addSeries(series);
        renderer.setSeriesPaint(index, colour);
        renderer.setSeriesLinesVisible(index, false);
        renderer.setSeriesShape(index, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
    }

    private static void line(
            XYSeriesCollection data,
            XYLineAndShapeRenderer renderer,
            String name,
            double slope,
            double end,
            BasicStroke stroke) {
        int index = data.getSeriesCount();
        XYSeries series = new XYSeries(name);
        series.add(0, 0);
        series.add(end, slope * end);
        data.addSeries(series);
        renderer.setSeriesPaint(index, Color.GRAY);
        renderer.setSeriesStroke(index, stroke);
        renderer.setSeriesShapesVisible(index, false);
    }
}
