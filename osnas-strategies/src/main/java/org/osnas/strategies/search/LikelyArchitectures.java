package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.space.Architecture;
import org.osnas.api.training.ArchitectureLogits;

/**
 * Architectures in the order of their probability under independent choices, the most likely first, for a budget.
 *
 * <p>The costs of the additive metric that binds most are rounded to a grid. A node is a layer with the rounded cost of the layers
 * up to it; its k-th best beginning follows from the best ones of the nodes before it, and is worked out when it is asked
 * for (Jiménez and Marzal 1999, "Computing the K shortest paths: a new algorithm and an experimental comparison",
 * https://doi.org/10.1007/3-540-48318-7_4). The window of costs is wider than the budget by what rounding can hide, so
 * nothing within the budget is left out and the order is exact; the caller skips what is outside after all. Not
 * thread-safe.
 */
public final class LikelyArchitectures {

    /** Cells of the grid between the cheapest and the dearest architecture. */
    private static final int CELLS = 2048;

    private static final Comparator<Path> BEST_FIRST = Comparator.comparingDouble((Path path) -> -path.logProbability)
            .thenComparingInt(path -> path.choice)
            .thenComparingInt(path -> path.rank);

    private final double[][] logProbabilities;
    private final int[][] cells;
    private final List<Map<Integer, Node>> nodes = new ArrayList<>();
    private final PriorityQueue<End> ends;

    /** The rank-th best path of a node by its last choice. */
    private record Path(double logProbability, int choice, int rank) {}

    /** The rank-th best architecture of a total cost. */
    private record End(double logProbability, int cell, int rank) {}

    /** The beginnings of one length and rounded cost. */
    private final class Node {
        private final int layer;
        private final int cell;
        private final List<Path> best = new ArrayList<>();
        private final PriorityQueue<Path> candidates = new PriorityQueue<>(BEST_FIRST);

        Node(int layer, int cell) {
            this.layer = layer;
            this.cell = cell;
            if (layer == 0 && cell == 0) {
                best.add(new Path(0, 0, 0));
            } else if (layer > 0) {
                for (int c = 0; c < cells[layer - 1].length; c++) {
                    offer(c, 0);
                }
            }
        }

        private void offer(int choice, int rank) {
            int rest = cell - cells[layer - 1][choice];
            if (rest >= 0 && logProbabilities[layer - 1][choice] > Double.NEGATIVE_INFINITY) {
                Node before = node(layer - 1, rest);
                before.path(rank)
                        .ifPresent(path -> candidates.add(
                                new Path(path.logProbability + logProbabilities[layer - 1][choice], choice, rank)));
            }
        }

        Optional<Path> path(int rank) {
            while (best.size() <= rank && !candidates.isEmpty()) {
                Path next = candidates.poll();
                best.add(next);
                offer(next.choice, next.rank + 1);
            }
            return rank < best.size() ? Optional.of(best.get(rank)) : Optional.empty();
        }
    }

    public LikelyArchitectures(ArchitectureLogits logits, CostModel costs, Budget budget) {
        double[][] p = logits.probabilities();
        logProbabilities = new double[p.length][];
        cells = new int[p.length][];
        for (int l = 0; l < p.length; l++) {
            logProbabilities[l] = new double[p[l].length];
            cells[l] = new int[p[l].length];
            for (int c = 0; c < p[l].length; c++) {
                logProbabilities[l][c] = Math.log(Math.max(p[l][c], Double.MIN_VALUE));
            }
        }
        budget.ranges().forEach((metric, range) -> exclude(costs.table(metric), range));
        for (int l = 0; l <= p.length; l++) {
            nodes.add(new HashMap<>());
        }
        ends = new PriorityQueue<>(Comparator.comparingDouble((End end) -> -end.logProbability)
                .thenComparingInt(End::cell)
                .thenComparingInt(End::rank));
        int[] window = tightest(costs, budget)
                .map(metric -> round(costs.table(metric), budget.ranges().get(metric)))
                .orElse(new int[] {0, 0});
        for (int cell = window[0]; cell <= window[1]; cell++) {
            offer(cell, 0);
        }
    }

    /** A candidate that alone is more than a peak may be is in no architecture. */
    private void exclude(LookupTable table, Range range) {
        if (table.metric().combination() == Combination.SUM) {
            return;
        }
        for (int l = 0; l < cells.length; l++) {
            for (int c = 0; c < cells[l].length; c++) {
                if (table.blockCost(l, c) > range.max()) {
                    logProbabilities[l][c] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** The metric of which the budget admits the smallest part, if it excludes anything. */
    private static Optional<String> tightest(CostModel costs, Budget budget) {
        return budget.ranges().keySet().stream()
                .filter(metric -> costs.table(metric).metric().combination() == Combination.SUM)
                .filter(metric -> share(costs.table(metric), budget.ranges().get(metric)) < 1)
                .min(Comparator.comparingDouble((String metric) ->
                                share(costs.table(metric), budget.ranges().get(metric)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static double share(LookupTable table, Range range) {
        double span = table.max() - table.min();
        double allowed = Math.min(table.max(), range.max()) - Math.max(table.min(), range.min());
        return span > 0 ? allowed / span : 1;
    }

    /** Fills the grid; gives the first and the last cell that may hold something within the range. */
    private int[] round(LookupTable table, Range range) {
        double least = table.min();
        double step = (table.max() - least) / CELLS;
        int last = 0;
        for (int l = 0; l < cells.length; l++) {
            double cheapest = table.blockCost(l, table.argMin().choice(l));
            int dearest = 0;
            for (int c = 0; c < cells[l].length; c++) {
                cells[l][c] = (int) Math.rint((table.blockCost(l, c) - cheapest) / step);
                dearest = Math.max(dearest, cells[l][c]);
            }
            last += dearest;
        }
        // Each layer is off by half a cell at most.
        double slack = cells.length / 2.0 + 1;
        double from = Math.floor((range.min() - least) / step - slack);
        double to = Math.ceil((range.max() - least) / step + slack);
        return new int[] {(int) Math.max(0, from), (int) Math.min(last, to)};
    }

    private Node node(int layer, int cell) {
        Node known = nodes.get(layer).get(cell);
        if (known == null) {
            known = new Node(layer, cell);
            nodes.get(layer).put(cell, known);
        }
        return known;
    }

    private void offer(int cell, int rank) {
        node(cells.length, cell).path(rank).ifPresent(path -> ends.add(new End(path.logProbability, cell, rank)));
    }

    /** The next most likely architecture; may be slightly outside the budget. */
    public Optional<Architecture> next() {
        End end = ends.poll();
        if (end == null) {
            return Optional.empty();
        }
        Architecture architecture = architecture(end);
        offer(end.cell, end.rank + 1);
        return Optional.of(architecture);
    }

    private Architecture architecture(End end) {
        int[] choices = new int[cells.length];
        int cell = end.cell;
        int rank = end.rank;
        for (int layer = cells.length; layer > 0; layer--) {
            Path path = node(layer, cell).path(rank).orElseThrow();
            choices[layer - 1] = path.choice;
            cell -= cells[layer - 1][path.choice];
            rank = path.rank;
        }
        return Architecture.of(choices);
    }
}
