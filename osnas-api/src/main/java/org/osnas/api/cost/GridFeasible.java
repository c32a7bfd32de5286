package org.osnas.api.cost;

import com.google.common.base.Suppliers;
import java.math.BigInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All architectures that end in the window of an exact grid. */
final class GridFeasible implements Feasible {

    private final Completions completions;
    private final Supplier<BigInteger> count;

    GridFeasible(Completions completions, CostGrid grid, Sizes sizes) {
        this.completions = completions;
        this.count = Suppliers.memoize(() -> GridCount.of(grid, sizes.product()));
    }

    @Override
    public int[] draw(RandomGenerator random) {
        return completions.draw(random);
    }

    @Override
    public BigInteger count() {
        return count.get();
    }

    @Override
    public boolean countIsExact() {
        return true;
    }
}
