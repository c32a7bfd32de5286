package org.osnas.strategies.training;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;

/** Draws and permutations that several strategies use. */
final class Paths {

    private Paths() {}

    /** Independent uniform choices among {@code sizes[l]} candidates a layer. */
    static Architecture uniform(int[] sizes, RandomGenerator random) {
        int[] choices = new int[sizes.length];
        for (int l = 0; l < sizes.length; l++) {
            choices[l] = random.nextInt(sizes[l]);
        }
        return Architecture.of(choices);
    }

    /** Shuffles in place, uniformly (Fisher and Yates). */
    static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
