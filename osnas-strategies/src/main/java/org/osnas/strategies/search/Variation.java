package org.osnas.strategies.search;

import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/**
 * Makes a child from a population: a {@link Selection} joined with a {@link Crossover}, a {@link Mutation} or both.
 *
 * <pre>{@code
 * Variation v = Selection.tournament(5).cross(Crossover.uniform()).then(Mutation.eachLayer(0.1));
 * }</pre>
 */
@FunctionalInterface
public interface Variation {

    /**
     * @param population not empty, without failed trials
     * @return of the space; not necessarily within the budget, nor new
     */
    Architecture child(List<Trial> population, SearchSpace space, RandomGenerator random);

    /** This variation's child, mutated. */
    default Variation then(Mutation mutation) {
        return (population, space, random) -> mutation.mutate(child(population, space, random), space, random);
    }

    /** The first variation with the given probability, else the second. */
    static Variation mix(double share, Variation first, Variation second) {
        Check.probability("share", share);
        return (population, space, random) ->
                (random.nextDouble() < share ? first : second).child(population, space, random);
    }
}
