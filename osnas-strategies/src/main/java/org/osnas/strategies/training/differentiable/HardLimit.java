package org.osnas.strategies.training.differentiable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.ArchitectureLogits;

/**
 * Keeps costs within hard limits by hinges whose multipliers adapt themselves, so that nobody tunes a weight: dual ascent
 * on the augmented Lagrangian (Hestenes 1969, https://doi.org/10.1007/BF00927673; with inequalities Rockafellar 1973,
 * https://doi.org/10.1007/BF00934777).
 *
 * <p>The excess of a limit is {@code expected cost / limit - 1}, its negative for a lower limit. The gradient of the expected
 * excess is weighed by {@code max(0, multiplier + DAMPING · excess)}, then the multiplier moves by {@code rate · excess},
 * not below zero: it grows while the limit is exceeded and falls when there is room. One unit of weight is a gradient
 * as long as the task's was on average, so that neither the scale of the loss nor that of the costs matters.
 *
 * <p>The most likely architecture is what is built in the end, so its excess decides; but before the last part of the
 * training, with the logits close together, chance decides which one it is, and a limit pulls only if the expected cost
 * exceeds it too. In the last part the multipliers grow by a factor where an excess lasts, so that the training ends
 * within the limits; where there is room they rest, so that it does not end far below. At the very end a step that would
 * leave the limits again is not taken. That holds for one end of a range; a narrow range that binds at both ends pulls
 * both ways and is met approximately, and the search that follows repairs the rest by the table. Not thread-safe.
 *
 * <p>The papers leave the constants below open, and so does the theory: these are this project's own. With them all
 * relaxations end within the limits, and not far below, for the lengths, limits and scales of a loss that
 * {@code CostTermsTest} tries; whoever changes one sees there what it breaks.
 */
final class HardLimit implements CostTerm {

    /** Weight of the present excess against what the multiplier has learned; keeps it from swinging. */
    private static final double DAMPING = 10;

    /** By how much a lasting excess of 1 would raise the multiplier over the training. */
    private static final double REACH = 200;

    /** Share of the updates after which multipliers only grow, so that the training ends within the limits. */
    private static final double SETTLING = 0.5;

    /** Share of the updates after which no step leaves the limits. */
    private static final double CLOSING = 0.9;

    /** How far within its limit a cost must be in that time for the limit to stop pulling. */
    private static final double MARGIN = 0.05;

    /** By what factor a lasting excess would raise a multiplier in that time, beside {@link #REACH}. */
    private static final double GROWTH = 1e6;

    private final SearchSpace space;
    private final List<Bound> bounds;
    private final long planned;
    private final double rate;
    private final double growth;
    private final double[] scales;
    private final double[] multipliers;
    private double normSum;
    private long updates;

    /**
     * One end of a range.
     *
     * @param sign 1 for an upper limit, -1 for a lower one
     */
    record Bound(ExpectedCost cost, double limit, int sign) {

        double excess(double cost) {
            return sign * (cost / limit - 1);
        }

        double excess(Architecture architecture) {
            return excess(cost.table().cost(architecture));
        }

        /** Gradient of the expected excess with respect to the logits. */
        double[][] gradient(double[][] p) {
            double[][] gradient = cost.logitGradient(p);
            for (double[] layer : gradient) {
                for (int c = 0; c < layer.length; c++) {
                    layer[c] *= sign / limit;
                }
            }
            return gradient;
        }

        /** Length of the gradient where all choices are alike. */
        double scale() {
            return norm(gradient(uniform()));
        }

        private double[][] uniform() {
            double[][] logits = new double[cost.table().depth()][];
            for (int l = 0; l < logits.length; l++) {
                logits[l] = new double[cost.table().size(l)];
            }
            return new ArchitectureLogits(logits).probabilities();
        }
    }

    /**
     * @param planned number of updates of the training
     */
    HardLimit(SearchSpace space, List<Bound> bounds, long planned) {
        this.space = space;
        this.bounds = List.copyOf(bounds);
        this.planned = planned;
        this.rate = REACH / Math.max(1, planned);
        this.growth = Math.exp(Math.log(GROWTH) / Math.max(1, (1 - SETTLING) * planned));
        this.scales = bounds.stream().mapToDouble(Bound::scale).toArray();
        this.multipliers = new double[bounds.size()];
    }

    /**
     * The limits of a budget that some architecture would exceed. A metric that is a peak has no gradient, so its limits
     * are left to the search.
     */
    static HardLimit of(Map<String, Range> ranges, SearchSpace space, CostModel costs, long planned) {
        List<Bound> bounds = new ArrayList<>();
        ranges.forEach((metric, range) -> {
            LookupTable table = costs.table(metric);
            if (table.metric().combination() != Combination.SUM) {
                return;
            }
            if (range.max() > 0 && range.max() < table.max()) {
                bounds.add(new Bound(new ExpectedCost(table, 1), range.max(), 1));
            }
            if (range.min() > 0 && range.min() > table.min()) {
                bounds.add(new Bound(new ExpectedCost(table, 1), range.min(), -1));
            }
        });
        return new HardLimit(space, bounds, planned);
    }

    @Override
    public double[][] gradient(double task, double[][] taskGradient, ArchitectureLogits logits) {
        double[][] p = logits.probabilities();
        normSum += norm(taskGradient);
        updates++;
        Architecture likely = space.canonical(logits.mostLikely());
        boolean settled = updates > SETTLING * planned;
        double[][] sum = Arrays.stream(taskGradient).map(double[]::clone).toArray(double[][]::new);
        for (int b = 0; b < multipliers.length; b++) {
            Bound bound = bounds.get(b);
            double excess = settled
                    ? Math.max(0, bound.excess(likely) + MARGIN)
                    : Math.min(bound.excess(likely), bound.excess(bound.cost.of(p)));
            double weight = settled && excess == 0 ? 0 : Math.max(0, multipliers[b] + DAMPING * excess);
            if (weight > 0 && scales[b] > 0) {
                add(bound.gradient(p), weight * normSum / updates / scales[b], sum);
            }
            multipliers[b] = Math.max(0, multipliers[b] + rate * excess);
            if (settled && excess > 0) {
                multipliers[b] *= growth;
            }
        }
        return sum;
    }

    @Override
    public boolean accepts(ArchitectureLogits before, ArchitectureLogits after) {
        return updates <= CLOSING * planned || !within(before) || within(after);
    }

    private boolean within(ArchitectureLogits logits) {
        Architecture likely = space.canonical(logits.mostLikely());
        return bounds.stream().allMatch(bound -> bound.excess(likely) <= 0);
    }

    private static void add(double[][] gradient, double factor, double[][] sum) {
        for (int l = 0; l < sum.length; l++) {
            for (int c = 0; c < sum[l].length; c++) {
                sum[l][c] += factor * gradient[l][c];
            }
        }
    }

    private static double norm(double[][] gradient) {
        double squares = 0;
        for (double[] layer : gradient) {
            for (double g : layer) {
                squares += g * g;
            }
        }
        return Math.sqrt(squares);
    }

    @Override
    public void write(StateArray state) {
        state.put(normSum);
        state.put(updates);
        for (double multiplier : multipliers) {
            state.put(multiplier);
        }
    }

    @Override
    public void read(StateArray state) {
        normSum = state.take();
        updates = (long) state.take();
        for (int b = 0; b < multipliers.length; b++) {
            multipliers[b] = state.take();
        }
    }
}
