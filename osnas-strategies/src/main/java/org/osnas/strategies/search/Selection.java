package org.osnas.strategies.search;

import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.Check;

/** Picks a parent from a population. */
@FunctionalInterface
public interface Selection {

    /**
     * @param population not empty, without failed trials
     */
    Trial select(List<Trial> population, RandomGenerator random);

    /** Any of the population, with equal probability. */
    static Selection uniform() {
        return new Uniform();
    }

    /** The best of {@code size} uniform picks with replacement (Goldberg and Deb 1991). */
    static Selection tournament(int size) {
        return new Tournament(size);
    }

    /** Children that are mutations of a selected parent. */
    default Variation mutate(Mutation mutation) {
        return (population, space, random) ->
                mutation.mutate(select(population, random).architecture(), space, random);
    }

    /** Children that are crossovers of two selected parents, which may be the same. */
    default Variation cross(Crossover crossover) {
        return (population, space, random) -> crossover.cross(
                select(population, random).architecture(),
                select(population, random).architecture(),
                random);
    }

    /** See {@link #uniform}. */
    record Uniform() implements Selection {
        @Override
        public Trial select(List<Trial> population, RandomGenerator random) {
            return population.get(random.nextInt(population.size()));
        }
    }

    /** See {@link #tournament}. */
    record Tournament(int size) implements Selection {
        public Tournament {
            Check.atLeast("tournament", size, 1);
        }

        @Override
        public Trial select(List<Trial> population, RandomGenerator random) {
            Trial best = population.get(random.nextInt(population.size()));
            for (int i = 1; i < size; i++) {
                Trial other = population.get(random.nextInt(population.size()));
                best = Trial.BEST_FIRST.compare(other, best) < 0 ? other : best;
            }
            return best;
        }
    }
}
