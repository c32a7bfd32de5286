package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Stage;
import org.osnas.api.training.ArchitectureLogits;

/**
 * Architectures in the order of their probability under independent choices, the most likely first, for a budget.
 *
 * <p>The probability is that of a network: where the choices of a stage are interchangeable, of all their orders together.
 * So a stage has its {@linkplain Stage#options canonical options}, each with the cost that it adds.
 *
 * <p>The costs of the additive metric that binds most are rounded to a grid. A node is a stage with the rounded cost of
 * the stages up to it; its k-th best beginning follows from the best ones of the nodes before it, and is worked out when
 * it is asked for (Jiménez and Marzal 1999, "Computing the K shortest paths: a new algorithm and an experimental
 * comparison", https://doi.org/10.1007/3-540-48318-7_4). The window of costs is wider than the budget by what rounding
 * can hide, so nothing within the budget is left out and the order is exact; the caller skips what is outside after all.
 * Not thread-safe.
 */
public final class LikelyArchitectures {

    /** Cells of the grid between the cheapest and the dearest architecture. */
    private static final int CELLS = 2048;

    private static final Comparator<Path> BEST_FIRST = Comparator.comparingDouble((Path path) -> -path.logProbability)
            .thenComparingInt(path -> path.option)
            .thenComparingInt(path -> path.rank);

    private final SearchSpace space;
    private final List<List<int[]>> options = new ArrayList<>();
    /** {@code [stage][option]}, as are the cells. */
    private final double[][] logProbabilities;

    private final int[][] cells;
    private final List<Map<Integer, Node>> nodes = new ArrayList<>();
    private final PriorityQueue<End> ends;

    /** The rank-th best path of a node by its last option. */
    private record Path(double logProbability, int option, int rank) {}

    /** The rank-th best architecture of a total cost. */
    private record End(double logProbability, int cell, int rank) {}

    /** The beginnings of one length and rounded cost. */
    private final class Node {
        private final int stage;
        private final int cell;
        private final List<Path> best = new ArrayList<>();
        private final PriorityQueue<Path> candidates = new PriorityQueue<>(BEST_FIRST);

        Node(int stage, int cell) {
            this.stage = stage;
            this.cell = cell;
            if (stage == 0 && cell == 0) {
                best.add(new Path(0, 0, 0));
            } else if (stage > 0) {
                for (int o = 0; o < cells[stage - 1].length; o++) {
                    offer(o, 0);
                }
            }
        }

        private void offer(int option, int rank) {
            int rest = cell - cells[stage - 1][option];
            if (rest >= 0 && logProbabilities[stage - 1][option] > Double.NEGATIVE_INFINITY) {
                Node before = node(stage - 1, rest);
                before.path(rank)
                        .ifPresent(path -> candidates.add(
                                new Path(path.logProbability + logProbabilities[stage - 1][option], option, rank)));
            }
        }

        Optional<Path> path(int rank) {
            while (best.size() <= rank && !candidates.isEmpty()) {
                Path next = candidates.poll();
                best.add(next);
                offer(next.option, next.rank + 1);
            }
            return rank < best.size() ? Optional.of(best.get(rank)) : Optional.empty();
        }
    }

    public LikelyArchitectures(SearchSpace space, ArchitectureLogits logits, CostModel costs, Budget budget) {
        this.space = space;
        double[][] p = logits.probabilities();
        int stages = space.stages().size();
        logProbabilities = new double[stages][];
        cells = new int[stages][];
        for (int s = 0; s < stages; s++) {
            Stage stage = space.stages().get(s);
            options.add(stage.options());
            cells[s] = new int[options.get(s).size()];
            logProbabilities[s] = StageProbabilities.logarithms(
                    stage, options.get(s), Arrays.copyOfRange(p, space.firstLayer(s), space.firstLayer(s + 1)));
        }
        budget.ranges().forEach((metric, range) -> exclude(costs.table(metric), range));
        for (int s = 0; s <= stages; s++) {
            nodes.add(new HashMap<>());
        }
        ends = new PriorityQueue<>(Comparator.comparingDouble((End end) -> -end.logProbability)
                .thenComparingInt(End::cell)
                .thenComparingInt(End::rank));
        int[] window = tightest(costs, budget)
                .map(limit -> round(costs.table(limit.getKey()), limit.getValue()))
                .orElse(new int[] {0, 0});
        for (int cell = window[0]; cell <= window[1]; cell++) {
            offer(cell, 0);
        }
    }

    /** An option that alone is more than a peak may be is in no architecture. */
    private void exclude(LookupTable table, Range range) {
        if (table.metric().combination() == Combination.SUM) {
            return;
        }
        for (int s = 0; s < cells.length; s++) {
            for (int o = 0; o < cells[s].length; o++) {
                if (shares(table, s, o).anyMatch(share -> share > range.max())) {
                    logProbabilities[s][o] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** What the choices of an option have in the cost. */
    private DoubleStream shares(LookupTable table, int stage, int option) {
        int[] choices = options.get(stage).get(option);
        return IntStream.range(0, choices.length)
                .mapToDouble(i -> table.blockCost(space.firstLayer(stage) + i, choices[i]));
    }

    /** The metric of which the budget admits the smallest part, if it excludes anything. */
    private static Optional<Map.Entry<String, Range>> tightest(CostModel costs, Budget budget) {
        return budget.ranges().entrySet().stream()
                .filter(limit -> costs.table(limit.getKey()).metric().combination() == Combination.SUM)
                .filter(limit -> share(costs.table(limit.getKey()), limit.getValue()) < 1)
                .min(Comparator.comparingDouble((Map.Entry<String, Range> limit) ->
                                share(costs.table(limit.getKey()), limit.getValue()))
                        .thenComparing(Map.Entry::getKey));
    }

    private static double share(LookupTable table, Range range) {
        double span = table.max() - table.min();
        double allowed = Math.min(table.max(), range.max()) - Math.max(table.min(), range.min());
        return span > 0 ? allowed / span : 1;
    }

    /** Fills the grid; gives the first and the last cell that may hold something within the range. */
    private int[] round(LookupTable table, Range range) {
        double[][] added = new double[cells.length][];
        double least = table.base();
        for (int s = 0; s < cells.length; s++) {
            int stage = s;
            added[s] = IntStream.range(0, cells[s].length)
                    .mapToDouble(option -> shares(table, stage, option).sum())
                    .toArray();
            least += Arrays.stream(added[s]).min().orElseThrow();
        }
        double step = (table.max() - least) / CELLS;
        int last = 0;
        for (int s = 0; s < cells.length; s++) {
            double cheapest = Arrays.stream(added[s]).min().orElseThrow();
            int dearest = 0;
            for (int o = 0; o < cells[s].length; o++) {
                cells[s][o] = (int) Math.rint((added[s][o] - cheapest) / step);
                dearest = Math.max(dearest, cells[s][o]);
            }
            last += dearest;
        }
        // Each stage is off by half a cell at most.
        double slack = cells.length / 2.0 + 1;
        double from = Math.floor((range.min() - least) / step - slack);
        double to = Math.ceil((range.max() - least) / step + slack);
        return new int[] {(int) Math.max(0, from), (int) Math.min(last, to)};
    }

    private Node node(int stage, int cell) {
        Node known = nodes.get(stage).get(cell);
        if (known == null) {
            known = new Node(stage, cell);
            nodes.get(stage).put(cell, known);
        }
        return known;
    }

    private void offer(int cell, int rank) {
        node(cells.length, cell).path(rank).ifPresent(path -> ends.add(new End(path.logProbability, cell, rank)));
    }

    /** The next most likely architecture, canonical; may be slightly outside the budget. */
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
        int[] choices = new int[space.depth()];
        int cell = end.cell;
        int rank = end.rank;
        for (int stage = cells.length; stage > 0; stage--) {
            Path path = node(stage, cell).path(rank).orElseThrow();
            int[] option = options.get(stage - 1).get(path.option);
            System.arraycopy(option, 0, choices, space.firstLayer(stage - 1), option.length);
            cell -= cells[stage - 1][path.option];
            rank = path.rank;
        }
        return Architecture.of(choices);
    }
}
