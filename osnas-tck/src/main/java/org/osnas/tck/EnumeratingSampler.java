package org.osnas.tck;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Stage;
import org.osnas.api.spi.Check;

/**
 * A sampler that tries every architecture of a small space once and keeps those within the budget: slow, obvious, and
 * so the oracle for the clever ones. Immutable and thread-safe.
 */
public final class EnumeratingSampler implements ArchitectureSampler {

    private static final int LIMIT = 10_000_000;

    private final List<Architecture> feasible;

    /**
     * @throws org.osnas.api.spi.BadInputException if the space has more than ten million architectures, or none within
     *     the budget
     */
    public EnumeratingSampler(SearchSpace space, CostModel costs, Budget budget) {
        Check.that(
                space.size().compareTo(BigInteger.valueOf(LIMIT)) <= 0,
                "space %s has %s architectures; an EnumeratingSampler takes at most %d",
                space.name(),
                space.size(),
                LIMIT);
        this.feasible = all(space).stream().filter(a -> costs.within(a, budget)).toList();
        Check.that(!feasible.isEmpty(), "no architecture of space %s meets %s", space.name(), budget);
    }

    /** All canonical architectures of a small space, in lexicographic order. */
    public static List<Architecture> all(SearchSpace space) {
        List<List<int[]>> options = space.stages().stream().map(Stage::options).toList();
        int total = space.size().intValueExact();
        List<Architecture> all = new ArrayList<>(total);
        for (int rank = 0; rank < total; rank++) {
            int[] choices = new int[space.depth()];
            int rest = rank;
            for (int s = options.size() - 1; s >= 0; s--) {
                int[] option = options.get(s).get(rest % options.get(s).size());
                System.arraycopy(option, 0, choices, space.firstLayer(s), option.length);
                rest /= options.get(s).size();
            }
            all.add(Architecture.of(choices));
        }
        return all;
    }

    /** The architectures that can be drawn, in lexicographic order. */
    public List<Architecture> feasible() {
        return feasible;
    }

    @Override
    public Architecture sample(RandomGenerator random) {
        return feasible.get(random.nextInt(feasible.size()));
    }

    @Override
    public BigInteger count() {
        return BigInteger.valueOf(feasible.size());
    }
}
