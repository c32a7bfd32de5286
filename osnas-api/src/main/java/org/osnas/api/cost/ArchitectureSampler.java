package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;

/** Draws architectures uniformly among those within a budget. Immutable and thread-safe. */
public interface ArchitectureSampler {

    /** One draw; always within the budget. */
    Architecture sample(RandomGenerator random);

    /** How many architectures can be drawn. */
    BigInteger count();
}
