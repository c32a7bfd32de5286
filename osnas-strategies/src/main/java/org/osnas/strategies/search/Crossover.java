package org.osnas.strategies.search;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;

/** Makes a child of two parents. */
@FunctionalInterface
public interface Crossover {

    /**
     * @param mother of the same length as {@code father}
     */
    Architecture cross(Architecture mother, Architecture father, RandomGenerator random);

    /** Each choice from either parent with equal probability (Syswerda 1989). */
    static Crossover uniform() {
        return new Uniform();
    }

    /** The first choices from one parent, the rest from the other; each has at least one if there are two. */
    static Crossover onePoint() {
        return new OnePoint();
    }

    /** See {@link #uniform}. */
    record Uniform() implements Crossover {
        @Override
        public Architecture cross(Architecture mother, Architecture father, RandomGenerator random) {
            int[] choices = mother.toArray();
            for (int l = 0; l < choices.length; l++) {
                choices[l] = random.nextBoolean() ? choices[l] : father.choice(l);
            }
            return Architecture.of(choices);
        }
    }

    /** See {@link #onePoint}. */
    record OnePoint() implements Crossover {
        @Override
        public Architecture cross(Architecture mother, Architecture father, RandomGenerator random) {
            int[] choices = mother.toArray();
            int point = choices.length == 1 ? random.nextInt(2) : 1 + random.nextInt(choices.length - 1);
            for (int l = point; l < choices.length; l++) {
                choices[l] = father.choice(l);
            }
            return Architecture.of(choices);
        }
    }
}
