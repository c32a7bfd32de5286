package org.osnas.strategies.search;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/** Changes some choices of an architecture. */
@FunctionalInterface
public interface Mutation {

    /**
     * @param parent of the space
     * @return of the space; may equal the parent
     */
    Architecture mutate(Architecture parent, SearchSpace space, RandomGenerator random);

    /** Redraws each choice with this probability, uniformly among all candidates of its layer. */
    static Mutation eachLayer(double probability) {
        return new EachLayer(probability);
    }

    /** Changes the choice of one layer, drawn among those with several candidates, to another one. */
    static Mutation oneLayer() {
        return new OneLayer();
    }

    /** See {@link #eachLayer}. */
    record EachLayer(double probability) implements Mutation {
        public EachLayer {
            Check.probability("mutation", probability);
        }

        @Override
        public Architecture mutate(Architecture parent, SearchSpace space, RandomGenerator random) {
            int[] choices = parent.toArray();
            for (int l = 0; l < choices.length; l++) {
                if (random.nextDouble() < probability) {
                    choices[l] = random.nextInt(space.layers().get(l).size());
                }
            }
            return Architecture.of(choices);
        }
    }

    /** See {@link #oneLayer}. */
    record OneLayer() implements Mutation {
        @Override
        public Architecture mutate(Architecture parent, SearchSpace space, RandomGenerator random) {
            int[] sizes = space.sizes();
            int[] open = java.util.stream.IntStream.range(0, sizes.length)
                    .filter(l -> sizes[l] > 1)
                    .toArray();
            if (open.length == 0) {
                return parent;
            }
            int layer = open[random.nextInt(open.length)];
            int other = random.nextInt(sizes[layer] - 1);
            return parent.with(layer, other < parent.choice(layer) ? other : other + 1);
        }
    }
}
