package org.osnas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A plot as inline SVG: points and lines over two linear axes. Colours come from the style sheet of the page. */
final class SvgPlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 76;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 48;
    private static final int TICKS = 5;

    /** A point of the data. */
    record Point(double x, double y, String title) {}

    private final String across;
    private final String up;
    private final double[] x;
    private final double[] y;
    private final StringBuilder marks = new StringBuilder();

    /**
     * @param data what the axes must hold, not empty
     */
    SvgPlot(String across, String up, List<Point> data) {
        this.across = across;
        this.up = up;
        x = range(data.stream().mapToDouble(Point::x).toArray());
        y = range(data.stream().mapToDouble(Point::y).toArray());
    }

    private static double[] range(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double margin = max > min ? 0.05 * (max - min) : Math.max(1e-3, 0.05 * Math.abs(max));
        return new double[] {min - margin, max + margin};
    }

    /** Shades the part of the horizontal axis that is allowed. */
    SvgPlot band(double from, double to, String title) {
        double left = px(Math.max(from, x[0]));
        double right = px(Math.min(to, x[1]));
        if (right > left) {
            marks.append(format(
                    "<rect class='band' x='%.1f' y='%d' width='%.1f' height='%d'><title>%s</title></rect>",
                    left, TOP, right - left, HEIGHT - TOP - BOTTOM, Html.escape(title)));
        }
        return this;
    }

    SvgPlot points(String style, double radius, List<Point> points) {
        for (Point p : points) {
            marks.append(format(
                    "<circle class='%s' cx='%.1f' cy='%.1f' r='%.1f'><title>%s</title></circle>",
                    style, px(p.x()), py(p.y()), radius, Html.escape(p.title())));
        }
        return this;
    }

    /** A line that keeps its height until the next point. */
    SvgPlot steps(String style, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point p : points) {
            path.append(
                    path.isEmpty()
                            ? format("M%.1f %.1f", px(p.x()), py(p.y()))
                            : format("H%.1fV%.1f", px(p.x()), py(p.y())));
        }
        marks.append("<path class='").append(style).append("' d='").append(path).append("'/>");
        return this;
    }

    @Override
    public String toString() {
        StringBuilder svg = new StringBuilder(format("<svg viewBox='0 0 %d %d' role='img'>", WIDTH, HEIGHT));
        int bottom = HEIGHT - BOTTOM;
        for (double tick : ticks(x)) {
            svg.append(format("<path class='grid' d='M%.1f %dV%d'/>", px(tick), TOP, bottom));
            svg.append(
                    format("<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", px(tick), bottom + 18, label(tick)));
        }
        for (double tick : ticks(y)) {
            svg.append(format("<path class='grid' d='M%d %.1fH%d'/>", LEFT, py(tick), WIDTH - RIGHT));
            svg.append(
                    format("<text x='%d' y='%.1f' text-anchor='end'>%s</text>", LEFT - 8, py(tick) + 4, label(tick)));
        }
        svg.append(marks);
        svg.append(format(
                "<text class='axis' x='%d' y='%d' text-anchor='middle'>%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escape(across)));
        svg.append(format(
                "<text class='axis' transform='translate(16 %d) rotate(-90)' text-anchor='middle'>%s</text>",
                (TOP + bottom) / 2, Html.escape(up)));
        return svg.append("</svg>").toString();
    }

    private double px(double value) {
        return LEFT + (value - x[0]) / (x[1] - x[0]) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - (value - y[0]) / (y[1] - y[0]) * (HEIGHT - TOP - BOTTOM);
    }

    /** Round numbers inside a range: multiples of 1, 2 or 5 times a power of ten. */
    static List<Double> ticks(double[] range) {
        double rough = (range[1] - range[0]) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        DoubleUnaryOperator unit = r -> r < 1.5 ? 1 : r < 3.5 ? 2 : r < 7.5 ? 5 : 10;
        double step = power * unit.applyAsDouble(rough / power);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(range[0] / step); i * step <= range[1]; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Four digits and a prefix: {@code 1.2 M}. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return shortest(value / 1e9) + " G";
        }
        if (size >= 1e6) {
            return shortest(value / 1e6) + " M";
        }
        return size >= 1e4 ? shortest(value / 1e3) + " k" : shortest(value);
    }

    private static String shortest(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String format(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }
}
