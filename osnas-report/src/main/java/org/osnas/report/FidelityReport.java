package org.osnas.report;

import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.osnas.core.fidelity.Fidelity;

/** How well a supernet ranks, for people: lines of text and a scatter plot. */
public final class FidelityReport {

    private final Fidelity fidelity;

    private FidelityReport(Fidelity fidelity) {
        this.fidelity = fidelity;
    }

    public static FidelityReport of(Fidelity fidelity) {
        return new FidelityReport(fidelity);
    }

    /**
     * Writes a plot into a folder.
     *
     * @param name of the file, without its ending
     * @return the file
     */
    public Path write(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".png");
        Charts.save(chart(fidelity), file);
        return file;
    }

    /** A line for each measure, and one for what fidelity.failed(). */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Fidelity.Measure m : fidelity.measures()) {
            text.append(String.format(Locale.ROOT, "%-24s %7.4f%s%n", m.name(), m.value(), interval(m, "%.4f")));
        }
        if (fidelity.pairs().size() < Fidelity.FEWEST) {
            text.append("fewer than %d architectures are too few for intervals%n".formatted(Fidelity.FEWEST));
        }
        if (!fidelity.failed().isEmpty()) {
            text.append("failed                   %d, in no measure: %s%n"
                    .formatted(
                            fidelity.failed().size(),
                            fidelity.failed().stream()
                                    .map(pair -> pair.architecture().toString())
                                    .collect(Collectors.joining("  "))));
        }
        return text.toString();
    }

    /** Empty if there is none. */
    private static String interval(Fidelity.Measure measure, String number) {
        return Double.isNaN(measure.interval().low())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (95 %%: " + number + " to " + number + ")",
                        measure.interval().low(),
                        measure.interval().high());
    }

    /** Accuracies after training from scratch by scores with the shared weights, a point an architecture. */
    static JFreeChart chart(Fidelity fidelity) {
        XYSeries points = new XYSeries("architectures");
        fidelity.pairs().forEach(p -> points.add(p.score(), p.accuracy()));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, Charts.COLOURS.get(0));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
        NumberAxis across = new NumberAxis("score");
        across.setAutoRangeIncludesZero(false);
        NumberAxis up = new NumberAxis("accuracy after training from scratch");
        up.setAutoRangeIncludesZero(false);
        Fidelity.Measure tau = fidelity.measures().get(0);
        String title = String.format(
                Locale.ROOT,
                "Kendall's tau-b %.2f%s, %d architectures",
                tau.value(),
                interval(tau, "%.2f"),
                fidelity.pairs().size());
        JFreeChart chart =
                Charts.chart(title, Charts.plain(new XYPlot(new XYSeriesCollection(points), across, up, renderer)));
        chart.removeLegend();
        return chart;
    }
}
