package org.osnas.core.cost;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/** Different networks of a space to measure. */
final class NetworkSample {

    private static final int TRIES = 1000;

    private NetworkSample() {}

    /**
     * Given networks and others, uniformly; fewer than asked for if the space is small.
     *
     * @param given come first
     * @param purpose of the draws
     */
    static List<Architecture> draw(SearchSpace space, List<Architecture> given, int count, String purpose, long seed) {
        Set<Architecture> drawn = new LinkedHashSet<>(given);
        for (int i = 0; drawn.size() < count && i < count + TRIES; i++) {
            RandomGenerator random = Seeds.generator(seed, purpose, i);
            int[] choices = space.sizes();
            for (int l = 0; l < choices.length; l++) {
                choices[l] = random.nextInt(choices[l]);
            }
            drawn.add(space.canonical(Architecture.of(choices)));
        }
        return List.copyOf(drawn);
    }
}
