package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.osnas.api.search.Trial;
import org.osnas.api.space.SearchSpace;

/**
 * The scored trials of a search, and those of them that charts draw one by one: all of a short search; of a long one its
 * best, its fronts, and others at even distances, so that a page stays small.
 */
public final class ShownTrials {

    /** So many are drawn, and few more: those of several long fronts. */
    static final int MOST = 2000;

    private static final int BEST = 200;

    /** Where the score rises with a cost, nearly every trial is on the front. */
    private static final int MOST_OF_FRONT = 400;

    private final List<Trial> scored;
    private final List<String> metrics;
    private final List<Integer> rows = new ArrayList<>();
    private final Map<Integer, Integer> rowOf = new HashMap<>();

    /**
     * @param scored complete ones, in their order
     * @param metrics of costs, the one that the search was about first
     */
    public ShownTrials(List<Trial> scored, List<String> metrics) {
        this.scored = List.copyOf(scored);
        this.metrics = List.copyOf(metrics);
        for (int trial : drawn()) {
            rowOf.put(trial, rows.size());
            rows.add(trial);
        }
    }

    private Set<Integer> drawn() {
        if (scored.size() <= MOST) {
            return new TreeSet<>(IntStream.range(0, scored.size()).boxed().toList());
        }
        Set<Integer> drawn = new TreeSet<>(best().subList(0, BEST));
        metrics.forEach(metric -> drawn.addAll(drawnOf(front(metric))));
        drawn.addAll(improvements());
        int even = Math.max(1, MOST - drawn.size());
        for (int i = 0; i < even; i++) {
            drawn.add((int) ((long) i * scored.size() / even));
        }
        return drawn;
    }

    /** All that are scored, in the order of the search. */
    public List<Trial> scored() {
        return scored;
    }

    public List<String> metrics() {
        return metrics;
    }

    /** Indices of {@link #scored()}, best first. */
    List<Integer> best() {
        return sorted(Trial.BEST_FIRST);
    }

    private List<Integer> sorted(Comparator<Trial> order) {
        return IntStream.range(0, scored.size())
                .boxed()
                .sorted(Comparator.comparing(scored::get, order))
                .toList();
    }

    /** Indices of the trials that were better than all before. */
    List<Integer> improvements() {
        return improvements(IntStream.range(0, scored.size()).boxed().toList());
    }

    private List<Integer> improvements(List<Integer> order) {
        List<Integer> improvements = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            if (scored.get(i).score() > best) {
                best = scored.get(i).score();
                improvements.add(i);
            }
        }
        return improvements;
    }

    /** Indices of the trials that score higher than every one that costs no more, by rising cost. */
    List<Integer> front(String metric) {
        return improvements(sorted(Trial.byCost(metric)));
    }

    /** Those of a front that are drawn: of a long one some at even distances, with its ends. */
    List<Integer> drawnOf(List<Integer> front) {
        if (front.size() <= MOST_OF_FRONT) {
            return front;
        }
        int last = front.size() - 1;
        return IntStream.range(0, MOST_OF_FRONT)
                .mapToObj(i -> front.get((int) ((long) i * last / (MOST_OF_FRONT - 1))))
                .toList();
    }

    /** The row of a trial that is drawn, by its index in {@link #scored()}. */
    int row(int trial) {
        return rowOf.getOrDefault(trial, -1);
    }

    /** Rows of the best and of others at even distances. */
    List<Integer> some(int count) {
        Set<Integer> some = new LinkedHashSet<>();
        best().stream().limit(count / 2).map(this::row).filter(row -> row >= 0).forEach(some::add);
        for (int i = 0; i < count && some.size() < Math.min(count, rows.size()); i++) {
            some.add((int) ((long) i * rows.size() / count));
        }
        return List.copyOf(some);
    }

    /** The best so far: trial, from 1, and score, with the last trial at the end. */
    public List<double[]> progress() {
        List<double[]> points = new ArrayList<>();
        for (int i : improvements()) {
            points.add(new double[] {scored.get(i).index() + 1, scored.get(i).score()});
        }
        if (!points.isEmpty()) {
            points.add(new double[] {scored.get(scored.size() - 1).index() + 1, points.get(points.size() - 1)[1]});
        }
        return points;
    }

    /** Cost and score along the front. */
    public List<double[]> frontOf(String metric) {
        return drawnOf(front(metric)).stream()
                .map(i ->
                        new double[] {scored.get(i).cost(metric), scored.get(i).score()})
                .toList();
    }

    /** For scripts: names of metrics and layers, and a row a trial of index, score, architecture, costs. */
    public Map<String, Object> values(SearchSpace space) {
        List<Object> table = new ArrayList<>();
        for (int index : rows) {
            Trial trial = scored.get(index);
            List<Object> row = new ArrayList<>(
                    List.of(trial.index(), trial.score(), trial.architecture().toString()));
            metrics.forEach(metric -> row.add(trial.cost(metric)));
            table.add(row);
        }
        return Map.of("metrics", metrics, "layers", LayerNames.of(space), "rows", table, "of", scored.size());
    }
}
