package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** One way to draw architectures within a budget uniformly. */
interface Feasible {

    /** The choices of one architecture within the budget. */
    int[] draw(RandomGenerator random);

    BigInteger count();

    /** Whether {@link #count()} is exact rather than an estimate. */
    boolean countIsExact();
}
