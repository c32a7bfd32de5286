package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.Arrays;

/** Number of candidates of each layer. */
final class Sizes {

    private final int[] sizes;

    Sizes(int[] sizes) {
        this.sizes = sizes.clone();
    }

    int depth() {
        return sizes.length;
    }

    int of(int layer) {
        return sizes[layer];
    }

    int[] toArray() {
        return sizes.clone();
    }

    /** Number of architectures. */
    BigInteger product() {
        return Arrays.stream(sizes).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Choices of the architecture of a rank in lexicographic order. */
    int[] unrank(int rank) {
        int[] choices = new int[sizes.length];
        int rest = rank;
        for (int l = sizes.length - 1; l >= 0; l--) {
            choices[l] = rest % sizes[l];
            rest /= sizes[l];
        }
        return choices;
    }
}
