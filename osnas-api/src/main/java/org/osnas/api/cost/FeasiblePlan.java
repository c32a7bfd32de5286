package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/**
 * Chooses how to draw under the limits of one space.
 *
 * @param sizes number of options of each row
 * @param limits those that exclude some architecture, each reachable at its ends
 * @param listed spaces of up to so many architectures may be listed
 * @param cells bound of all cells of a grid's tables
 */
record FeasiblePlan(SearchSpace space, Sizes sizes, List<Limit> limits, int listed, int cells) {

    private static final int COARSE_CELLS = 1 << 12;
    private static final int FINE_CELLS = 1 << 24;
    private static final long COUNT_LONGS = 20_000_000;
    private static final int MAX_ARCHITECTURE_BITS = 1000;

    Feasible make() {
        if (limits.isEmpty()) {
            return new UniformFeasible(sizes);
        }
        Check.that(
                space.size().bitLength() <= MAX_ARCHITECTURE_BITS,
                "Budgets are supported for spaces of up to 2^%d architectures, but space %s has more",
                MAX_ARCHITECTURE_BITS,
                space.name());
        if (additive().size() <= 1) {
            CostGrid grid = fitting(additive());
            if (grid.exact()) {
                return exact(grid);
            }
        }
        return space.size().compareTo(BigInteger.valueOf(listed)) <= 0 ? listing() : accepted();
    }

    private Feasible exact(CostGrid grid) {
        Completions completions = new Completions(grid);
        if (completions.probability() == 0) {
            throw nothing();
        }
        return new GridFeasible(completions, grid, sizes);
    }

    private Feasible listing() {
        ListedFeasible list = ListedFeasible.of(sizes, limits);
        if (list.isEmpty()) {
            throw nothing();
        }
        return list;
    }

    private Feasible accepted() {
        for (Limit limit : limits) {
            if (!reachable(limit)) {
                throw gap(limit);
            }
        }
        Completions completions = new Completions(fitting(tightest()));
        if (completions.probability() == 0) {
            throw Unreachable.together(limits, space);
        }
        AcceptedFeasible accepted = new AcceptedFeasible(completions, limits, sizes, exactCount());
        if (accepted.isEmpty()) {
            throw Unreachable.notFound(limits, space, AcceptedFeasible.PILOT_DRAWS);
        }
        return accepted;
    }

    /** The limits that a grid has to keep, beyond leaving candidates out. */
    private List<Limit> additive() {
        return limits.stream().flatMap(limit -> limit.additive().stream()).toList();
    }

    private static boolean reachable(Limit limit) {
        return limit.isPeak()
                ? limit.peakReachable()
                : Axis.of(limit.table(), limit.range(), FINE_CELLS).reachable();
    }

    /** The one or two limits that exclude most. */
    private List<Limit> tightest() {
        return additive().stream()
                .sorted(Comparator.comparingDouble(this::share))
                .limit(2)
                .toList();
    }

    /** About the share of all architectures that a limit allows. */
    private double share(Limit limit) {
        return new Completions(grid(List.of(limit), COARSE_CELLS)).probability();
    }

    /** The finest grid whose tables fit. */
    private CostGrid fitting(List<Limit> some) {
        for (int target = cells / 2; target > 1; target -= target / 4 + 1) {
            CostGrid grid = grid(some, target);
            if (grid.bandCells() <= cells) {
                return grid;
            }
        }
        throw new IllegalStateException("no grid for " + space + " fits in " + cells + " cells");
    }

    private CostGrid grid(List<Limit> some, int target) {
        int rest = target;
        int count = some.size();
        Axis[] axes = new Axis[count];
        for (int i = 0; i < count; i++) {
            int cellsOfAxis = (int) Math.round(Math.pow(rest, 1.0 / (count - i)));
            axes[i] = Axis.of(some.get(i).table(), some.get(i).range(), cellsOfAxis);
            rest = Math.max(1, rest / axes[i].cells());
        }
        return new CostGrid(List.of(axes), limits, sizes.toArray());
    }

    /** Counts on a grid that is too fine for the tables, but not for one array. */
    private Optional<Supplier<BigInteger>> exactCount() {
        if (additive().size() > 1) {
            return Optional.empty();
        }
        CostGrid fine = grid(additive(), FINE_CELLS);
        return fine.exact() && GridCount.longs(fine, sizes.product()) <= COUNT_LONGS
                ? Optional.of(() -> GridCount.of(fine, sizes.product()))
                : Optional.empty();
    }

    private UnreachableBudgetException nothing() {
        return limits.size() == 1 ? gap(limits.get(0)) : Unreachable.together(limits, space);
    }

    private UnreachableBudgetException gap(Limit limit) {
        if (limit.isPeak()) {
            double[] peaks = limit.nearestPeaks();
            return Unreachable.gap(limit, space, peaks[0], peaks[1], true);
        }
        Axis fine = Axis.of(limit.table(), limit.range(), FINE_CELLS);
        double[] nearest = fine.nearest();
        return Unreachable.gap(limit, space, nearest[0], nearest[1], fine.exact());
    }
}
