package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** All architectures: no range of the budget excludes one. */
record UniformFeasible(Sizes sizes) implements Feasible {

    @Override
    public int[] draw(RandomGenerator random) {
        int[] choices = new int[sizes.depth()];
        for (int l = 0; l < choices.length; l++) {
            choices[l] = random.nextInt(sizes.of(l));
        }
        return choices;
    }

    @Override
    public BigInteger count() {
        return sizes.product();
    }

    @Override
    public boolean countIsExact() {
        return true;
    }
}
