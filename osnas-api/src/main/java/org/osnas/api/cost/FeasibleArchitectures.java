package org.osnas.api.cost;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/**
 * All networks of a space within a budget as canonical architectures, lazily, in lexicographic order, each once.
 *
 * <p>A depth-first walk that turns back where the cheapest and the dearest completion of a prefix both miss a range,
 * and where another prefix of the same length and cost was found to have no completion. Immutable and thread-safe;
 * its iterators are not.
 */
public final class FeasibleArchitectures implements Iterable<Architecture> {

    // Sums of doubles depend on their order in the last digits; the walk keeps a prefix when in doubt.
    private static final double SLACK = 1e-9;
    private static final int REMEMBERED_DEAD_ENDS = 1 << 18;

    private final Options options;
    private final int[] sizes;
    private final List<Bound> bounds;
    private final List<Limit> limits;

    private FeasibleArchitectures(Options options, List<Bound> bounds, List<Limit> limits) {
        this.options = options;
        this.sizes = options.sizes();
        this.bounds = bounds;
        this.limits = limits;
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if the budget names a metric that the cost model does not have
     */
    public static FeasibleArchitectures of(SearchSpace space, CostModel costs, Budget budget) {
        Options options = new Options(space);
        List<Bound> bounds = new ArrayList<>();
        List<Limit> limits = new ArrayList<>();
        for (Map.Entry<String, Range> entry : budget.ranges().entrySet()) {
            LookupTable table = costs.table(entry.getKey());
            bounds.add(new Bound(options.table(table), entry.getValue()));
            limits.add(new Limit(table, entry.getValue()));
        }
        return new FeasibleArchitectures(options, List.copyOf(bounds), List.copyOf(limits));
    }

    public Stream<Architecture> stream() {
        return Streams.stream(iterator());
    }

    @Override
    public Iterator<Architecture> iterator() {
        return new Walk();
    }

    /** One range, with the cheapest and dearest completion of every prefix length. */
    private static final class Bound {
        private final LookupTable table;
        private final Range range;
        private final double[] cheapest;
        private final double[] dearest;
        private final double slack;
        private final Combination combination;

        Bound(LookupTable table, Range range) {
            this.table = table;
            this.range = range;
            int depth = table.depth();
            cheapest = new double[depth + 1];
            dearest = new double[depth + 1];
            combination = table.metric().combination();
            cheapest[depth] = combination.neutral();
            dearest[depth] = combination.neutral();
            double magnitude = Math.abs(table.base());
            for (int l = depth - 1; l >= 0; l--) {
                double min = Double.POSITIVE_INFINITY;
                double max = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < table.size(l); c++) {
                    min = Math.min(min, table.blockCost(l, c));
                    max = Math.max(max, table.blockCost(l, c));
                }
                cheapest[l] = combination.of(cheapest[l + 1], min);
                dearest[l] = combination.of(dearest[l + 1], max);
                magnitude += Math.max(Math.abs(min), Math.abs(max));
            }
            slack = SLACK * magnitude;
        }

        boolean reachable(double prefix, int length) {
            return combination.of(prefix, cheapest[length]) <= range.max() + slack
                    && combination.of(prefix, dearest[length]) >= range.min() - slack;
        }
    }

    private final class Walk extends AbstractIterator<Architecture> {
        private final int[] choices = new int[sizes.length];
        private final int[] next = new int[sizes.length];
        private final boolean[] fruitful = new boolean[sizes.length];
        private final double[][] prefix = new double[sizes.length + 1][bounds.size()];
        private final Set<List<Double>> deadEnds = new HashSet<>();
        private int level;

        Walk() {
            for (int b = 0; b < bounds.size(); b++) {
                prefix[0][b] = bounds.get(b).table.base();
            }
        }

        @Override
        protected @Nullable Architecture computeNext() {
            while (level >= 0) {
                if (next[level] == sizes[level]) {
                    leave();
                } else {
                    choices[level] = next[level]++;
                    if (!enter()) {
                        continue;
                    }
                    if (level + 1 < sizes.length) {
                        level++;
                        next[level] = 0;
                        fruitful[level] = false;
                    } else {
                        Architecture architecture = options.architecture(choices);
                        if (Limit.allow(limits, architecture)) {
                            fruitful[level] = true;
                            return architecture;
                        }
                    }
                }
            }
            return endOfData();
        }

        /** Adds the choice at the current level to the prefix; false if nothing within the budget starts with it. */
        private boolean enter() {
            int length = level + 1;
            for (int b = 0; b < bounds.size(); b++) {
                Bound bound = bounds.get(b);
                prefix[length][b] =
                        bound.combination.of(prefix[level][b], bound.table.blockCost(level, choices[level]));
                if (!bound.reachable(prefix[length][b], length)) {
                    return false;
                }
            }
            return deadEnds.isEmpty() || !deadEnds.contains(state(length));
        }

        private void leave() {
            if (fruitful[level] && level > 0) {
                fruitful[level - 1] = true;
            } else if (!fruitful[level] && deadEnds.size() < REMEMBERED_DEAD_ENDS) {
                deadEnds.add(state(level));
            }
            level--;
        }

        private List<Double> state(int length) {
            List<Double> state = new ArrayList<>(bounds.size() + 1);
            state.add((double) length);
            for (double cost : prefix[length]) {
                state.add(cost);
            }
            return state;
        }
    }
}
