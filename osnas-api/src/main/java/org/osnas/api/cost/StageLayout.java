package org.osnas.api.cost;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/**
 * Which neighbouring layers of a table are one stage and choose interchangeably: costs of a stage hold for its choices
 * in ascending order, which is their canonical form. Immutable.
 */
final class StageLayout {

    private final int[] sizes;
    private final int depth;

    /**
     * @param sizes number of layers of each stage, in order
     */
    StageLayout(List<Integer> sizes) {
        this.sizes = sizes.stream()
                .mapToInt(size -> Check.atLeast("layers of a stage", size, 1))
                .toArray();
        this.depth = Arrays.stream(this.sizes).sum();
    }

    /** Number of layers. */
    int depth() {
        return depth;
    }

    List<Integer> sizes() {
        return Arrays.stream(sizes).boxed().toList();
    }

    /** Whether every layer stands alone. */
    boolean trivial() {
        return sizes.length == depth;
    }

    /** The architecture with the choices of each stage in ascending order. */
    Architecture canonical(Architecture architecture) {
        if (trivial() || architecture.length() != depth || ascending(architecture)) {
            return architecture;
        }
        int[] choices = architecture.toArray();
        int first = 0;
        for (int size : sizes) {
            Arrays.sort(choices, first, first + size);
            first += size;
        }
        return Architecture.of(choices);
    }

    private boolean ascending(Architecture architecture) {
        int first = 0;
        for (int size : sizes) {
            for (int l = first + 1; l < first + size; l++) {
                if (architecture.choice(l) < architecture.choice(l - 1)) {
                    return false;
                }
            }
            first += size;
        }
        return true;
    }

    /**
     * The canonical architecture of greatest cost; among equals the lowest indices.
     *
     * @param sign 1, or -1 for the least cost
     */
    Architecture extreme(double[][] cost, Combination combination, int sign) {
        int[] choices = new int[depth];
        int first = 0;
        for (int size : sizes) {
            extreme(cost, combination, sign, first, first + size, choices);
            first += size;
        }
        return Architecture.of(choices);
    }

    /** From the last layer to the first the best end of a stage whose choice there is known, then the choices. */
    private static void extreme(double[][] cost, Combination combination, int sign, int first, int end, int[] choices) {
        double[][] best = new double[end - first][];
        for (int l = end - 1; l >= first; l--) {
            double[] row = cost[l].clone();
            if (l + 1 < end) {
                double[] next = best[l + 1 - first];
                double bestNext = sign * Double.NEGATIVE_INFINITY;
                for (int c = row.length - 1; c >= 0; c--) {
                    bestNext = sign > 0 ? Math.max(bestNext, next[c]) : Math.min(bestNext, next[c]);
                    row[c] = combination.of(row[c], bestNext);
                }
            }
            best[l - first] = row;
        }
        int least = 0;
        for (int l = first; l < end; l++) {
            double[] row = best[l - first];
            choices[l] = least;
            for (int c = least + 1; c < row.length; c++) {
                if (sign * row[c] > sign * row[choices[l]]) {
                    choices[l] = c;
                }
            }
            least = choices[l];
        }
    }
}
