package org.osnas.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * The plots of a run's report: scores by cost, and by trial.
 *
 * @param scored trials that have a score, at least one
 * @param metric whose costs are shown
 * @param ranges the budget
 */
record RunPlots(List<Trial> scored, Architecture chosen, String metric, Map<String, Range> ranges) {

    /** Two figures side by side. */
    String html() {
        StringBuilder page = new StringBuilder();
        List<SvgPlot.Point> all = scored.stream().map(this::point).toList();
        List<SvgPlot.Point> front = front(all);
        List<SvgPlot.Point> winner = scored.stream()
                .filter(trial -> trial.architecture().equals(chosen))
                .map(this::point)
                .toList();
        SvgPlot costs = new SvgPlot(metric, "score", all);
        if (ranges.containsKey(metric)) {
            Range range = ranges.get(metric);
            costs.band(range.min(), range.max(), "budget");
        }
        costs.points("trial", 3.5, all)
                .steps("front", front)
                .points("front-point", 4, front)
                .points("chosen", 7, winner);
        page.append("<div class='plots'><figure>")
                .append(costs)
                .append("<figcaption>All scored architectures, <i class='front-key'>those that no cheaper one beats</i>"
                        + ", <i class='chosen-key'>the chosen one</i>, and the budget in grey.</figcaption></figure>");
        List<SvgPlot.Point> scores = new ArrayList<>();
        List<SvgPlot.Point> soFar = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Trial trial : scored) {
            best = Math.max(best, trial.score());
            scores.add(new SvgPlot.Point(trial.index() + 1.0, trial.score(), title(trial)));
            soFar.add(new SvgPlot.Point(trial.index() + 1.0, best, ""));
        }
        page.append("<figure>")
                .append(new SvgPlot("trial", "score", scores)
                        .points("trial", 3, scores)
                        .steps("line", soFar))
                .append(
                        "<figcaption>Scores in the order of the search, and the best so far.</figcaption></figure></div>");
        return page.toString();
    }

    private SvgPlot.Point point(Trial trial) {
        return new SvgPlot.Point(trial.costs().get(metric), trial.score(), title(trial));
    }

    private String title(Trial trial) {
        return "%s: score %s, %s %s"
                .formatted(
                        trial.architecture(),
                        Html.number(trial.score()),
                        metric,
                        SvgPlot.label(trial.costs().get(metric)));
    }

    /** Points that score higher than every one that costs no more, by rising cost. */
    static List<SvgPlot.Point> front(List<SvgPlot.Point> points) {
        List<SvgPlot.Point> front = new ArrayList<>();
        points.stream()
                .sorted(Comparator.comparingDouble(SvgPlot.Point::x)
                        .thenComparing(
                                Comparator.comparingDouble(SvgPlot.Point::y).reversed()))
                .filter(p ->
                        front.isEmpty() || p.y() > front.get(front.size() - 1).y())
                .forEach(front::add);
        return front;
    }
}
