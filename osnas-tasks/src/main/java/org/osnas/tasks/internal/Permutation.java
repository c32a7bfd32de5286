package org.osnas.tasks.internal;

import java.util.random.RandomGenerator;

/** Random orders. */
public final class Permutation {

    private Permutation() {}

    /** The numbers from 0 to {@code size - 1} in random order: Fisher and Yates, in Durstenfeld's form (1964). */
    public static int[] of(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
