package org.osnas.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.Png;

/** What all plots of reports share. */
final class Charts {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    static final int PAGE_WIDTH = 640;
    static final int PAGE_HEIGHT = 360;

    private static final Color TEXT = new Color(0x788592);
    private static final Color GRID = new Color(0x80, 0x8C, 0x98, 90);

    /** Okabe and Ito's colours, which most people can tell apart. */
    static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x999933));

    private Charts() {}

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

    static JFreeChart chart(@Nullable String title, XYPlot plot) {
        JFreeChart chart = new JFreeChart(title, new Font(Font.SANS_SERIF, Font.PLAIN, 18), plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        return chart;
    }

    /** The chart without legend and ground of its own, in colours that can be read on a light page and on a dark one. */
    static JFreeChart onPage(XYPlot plot) {
        JFreeChart chart = chart(null, plot);
        chart.removeLegend();
        chart.setBackgroundPaint(null);
        plot.setBackgroundPaint(null);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setOutlinePaint(GRID);
        for (ValueAxis axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
            axis.setLabelPaint(TEXT);
            axis.setTickLabelPaint(TEXT);
            axis.setTickMarkPaint(GRID);
            axis.setAxisLinePaint(GRID);
        }
        return chart;
    }

    /** A chart as the address of an image that a page holds itself, sharp on dense screens too. */
    static String address(JFreeChart chart) throws IOException {
        BufferedImage image = new BufferedImage(2 * PAGE_WIDTH, 2 * PAGE_HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(2, 2);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, PAGE_WIDTH, PAGE_HEIGHT));
        graphics.dispose();
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image));
    }

    /** Writes a PNG file, replacing it as a whole. */
    static void save(JFreeChart chart, Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(Png.bytes(chart.createBufferedImage(WIDTH, HEIGHT))));
    }
}
