package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/**
 * Uniform draws among the networks of a space within a budget, by dynamic programming over the additive tables; draws
 * are {@linkplain SearchSpace#canonical canonical}.
 *
 * <p>How exact it is:
 *
 * <ul>
 *   <li>Every draw is within the budget, by the very sums of {@link LookupTable#cost}.
 *   <li>One metric of whole numbers (parameters, MACs): costs are divided by their greatest common divisor and counted
 *       exactly, without rejection. Probabilities are equal up to the rounding of doubles.
 *   <li>A metric of real numbers (latency), or several metrics: spaces of up to {@value #LISTED} architectures are
 *       listed. In larger ones costs are rounded to a grid of at most {@value #CELLS} cells for all layers together,
 *       and draws from its slightly wider window are accepted if they are within the budget. Draws are uniform all the
 *       same; {@link #count()} is then an estimate from a pilot, within a few percent as a rule.
 *   <li>With more than two metrics, the two that exclude most have a grid; the others take part in acceptance.
 * </ul>
 *
 * <p>The tries of a draw are bounded. A budget that nothing meets is reported when the sampler is made.
 */
public final class FeasibleSampler implements ArchitectureSampler {

    /** Largest number of architectures that are listed. */
    static final int LISTED = 1 << 18;
    /** Bound of the cells that the tables of all layers have together; 8 bytes each. */
    static final int CELLS = 1 << 24;

    private static final int TRIES = 64;

    private final Feasible feasible;
    private final Options options;
    private final List<Limit> limits;

    private FeasibleSampler(Feasible feasible, Options options, List<Limit> limits) {
        this.feasible = feasible;
        this.options = options;
        this.limits = limits;
    }

    /**
     * Prepares the draws; takes up to about a second.
     *
     * @throws UnreachableBudgetException if no architecture is within the budget, naming what is reachable
     * @throws org.osnas.api.spi.BadInputException if the budget names a metric without a table, or a table belongs to
     *     another space
     */
    public static FeasibleSampler of(SearchSpace space, CostModel costs, Budget budget) {
        return of(space, costs, budget, LISTED, CELLS);
    }

    /** With other bounds, so that tests reach every way on small spaces. */
    static FeasibleSampler of(SearchSpace space, CostModel costs, Budget budget, int listed, int cells) {
        Options options = new Options(space);
        List<Limit> limits = new ArrayList<>();
        List<Limit> byOptions = new ArrayList<>();
        budget.ranges().forEach((metric, range) -> {
            LookupTable table = costs.table(metric).requireFor(space);
            Limit limit = new Limit(options.table(table), range);
            Unreachable.check(limit, space);
            if (!limit.excludesNothing()) {
                limits.add(new Limit(table, range));
                byOptions.add(limit);
            }
        });
        Feasible feasible = new FeasiblePlan(space, new Sizes(options.sizes()), byOptions, listed, cells).make();
        return new FeasibleSampler(feasible, options, List.copyOf(limits));
    }

    @Override
    public Architecture sample(RandomGenerator random) {
        Architecture drawn = options.architecture(feasible.draw(random));
        // Sums over options and over choices may differ in the last digit of a real number.
        for (int i = 0; i < TRIES && !Limit.allow(limits, drawn); i++) {
            drawn = options.architecture(feasible.draw(random));
        }
        return drawn;
    }

    /** {@inheritDoc} Exact if {@link #countIsExact()}, else an estimate; computed at the first call. */
    @Override
    public BigInteger count() {
        return feasible.count();
    }

    /** Whether {@link #count()} is exact. */
    public boolean countIsExact() {
        return feasible.countIsExact();
    }
}
