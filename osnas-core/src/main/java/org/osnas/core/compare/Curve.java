package org.osnas.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.stat.StatUtils;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.stats.Interval;

/**
 * How good a strategy is at any time: the mean over its searches of the value of the best so far.
 *
 * @param points by growing number of evaluations
 */
public record Curve(String label, List<Point> points) {

    /** Most points of a curve. */
    static final int POINTS = 200;

    /**
     * @param mean with its 95 % interval
     */
    public record Point(int evaluations, double mean, Interval interval) {}

    public Curve {
        points = List.copyOf(points);
    }

    /** The curves of the strategies that have a result, in the order of the cells; failed searches do not count. */
    public static List<Curve> of(List<Cell> cells, int evaluations, long seed) {
        Map<String, List<Cell>> done = new LinkedHashMap<>();
        cells.stream().filter(c -> c.failure().isEmpty()).forEach(c -> done.computeIfAbsent(
                        c.label(), l -> new ArrayList<>())
                .add(c));
        List<Curve> curves = new ArrayList<>();
        done.forEach((label, own) -> curves.add(new Curve(label, points(own, evaluations, Bootstrap.of(seed)))));
        return curves;
    }

    private static List<Point> points(List<Cell> cells, int evaluations, Bootstrap bootstrap) {
        int count = Math.min(POINTS, evaluations);
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int after = (int) ((long) evaluations * i / count);
            double[] values = cells.stream()
                    .mapToDouble(c -> c.value(after))
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            if (values.length > 0) {
                points.add(new Point(after, StatUtils.mean(values), bootstrap.mean(values)));
            }
        }
        return points;
    }
}
