package org.osnas.api.cost;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Counts the architectures that end in a grid's window, exactly, in one array: each cell holds a number of any size as
 * limbs of 56 bits, so that more than a hundred additions fit in a long before carries are passed on.
 */
final class GridCount {

    private static final int LIMB_BITS = 56;
    private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    private static final int ADDITIONS = 1 << (Long.SIZE - 1 - LIMB_BITS);

    private GridCount() {}

    /** Number of longs that a count takes. */
    static long longs(CostGrid grid, BigInteger architectures) {
        return (grid.high() + 1L) * limbs(architectures);
    }

    /**
     * @param architectures size of the space, an upper bound of every count
     */
    static BigInteger of(CostGrid grid, BigInteger architectures) {
        int limbs = limbs(architectures);
        int[][] bands = grid.bands();
        int last = bands[grid.depth()][1];
        if (last < 0) {
            return BigInteger.ZERO;
        }
        long[] count = new long[Math.multiplyExact(last + 1, limbs)];
        for (int cell = bands[grid.depth()][0]; cell <= last; cell++) {
            count[cell * limbs] = grid.accepts(cell) ? 1 : 0;
        }
        long[] sum = new long[limbs];
        for (int l = grid.depth() - 1; l >= 0; l--) {
            int[] offsets = grid.offsets(l);
            // Ascending: a cell reads only itself and cells behind it, which still hold the counts of the next layer.
            for (int cell = bands[l][0]; cell <= bands[l][1]; cell++) {
                Arrays.fill(sum, 0);
                for (int c = 0; c < offsets.length; c++) {
                    int next = cell + offsets[c];
                    if (next >= bands[l + 1][0] && next <= bands[l + 1][1]) {
                        for (int k = 0; k < limbs; k++) {
                            sum[k] += count[next * limbs + k];
                        }
                    }
                    if (c % (ADDITIONS - 1) == ADDITIONS - 2) {
                        carry(sum);
                    }
                }
                carry(sum);
                System.arraycopy(sum, 0, count, cell * limbs, limbs);
            }
        }
        return bands[0][0] > 0 ? BigInteger.ZERO : value(count, limbs);
    }

    private static int limbs(BigInteger architectures) {
        return 1 + architectures.bitLength() / LIMB_BITS;
    }

    private static void carry(long[] limbs) {
        for (int k = 0; k + 1 < limbs.length; k++) {
            limbs[k + 1] += limbs[k] >>> LIMB_BITS;
            limbs[k] &= LIMB_MASK;
        }
    }

    private static BigInteger value(long[] count, int limbs) {
        BigInteger value = BigInteger.ZERO;
        for (int k = limbs - 1; k >= 0; k--) {
            value = value.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(count[k]));
        }
        return value;
    }
}
