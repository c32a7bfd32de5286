package org.osnas.api.random;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators with a lineage: every draw comes from a generator that is derived from the root seed, a purpose
 * and an index. Nothing keeps a global state, so any step can be repeated alone.
 */
public final class Seeds {

    private Seeds() {}

    /** A seed that depends on all three arguments; different purposes or indices give unrelated seeds. */
    public static long derive(long root, String purpose, long index) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(mix(mix(root) ^ hash) + index * 0x9e3779b97f4a7c15L);
    }

    /** A fresh generator seeded by {@link #derive}. */
    public static RandomGenerator generator(long root, String purpose, long index) {
        return new SplittableRandom(derive(root, purpose, index));
    }

    /** Puts a list into a random order, each with the same probability (Fisher and Yates 1938; Durstenfeld 1964). */
    public static void shuffle(List<?> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    // Finaliser of SplitMix64: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
