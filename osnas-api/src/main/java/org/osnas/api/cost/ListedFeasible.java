package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** All feasible architectures of a small space, by rank. */
final class ListedFeasible implements Feasible {

    private final Sizes sizes;
    private final int[] ranks;

    private ListedFeasible(Sizes sizes, int[] ranks) {
        this.sizes = sizes;
        this.ranks = ranks;
    }

    /** Tries every architecture. */
    static ListedFeasible of(Sizes sizes, List<Limit> limits) {
        int total = sizes.product().intValueExact();
        int[] ranks = new int[total];
        int found = 0;
        for (int rank = 0; rank < total; rank++) {
            int[] choices = sizes.unrank(rank);
            if (Limit.allow(limits, choices)) {
                ranks[found++] = rank;
            }
        }
        return new ListedFeasible(sizes, Arrays.copyOf(ranks, found));
    }

    boolean isEmpty() {
        return ranks.length == 0;
    }

    @Override
    public int[] draw(RandomGenerator random) {
        return sizes.unrank(ranks[random.nextInt(ranks.length)]);
    }

    @Override
    public BigInteger count() {
        return BigInteger.valueOf(ranks.length);
    }

    @Override
    public boolean countIsExact() {
        return true;
    }
}
