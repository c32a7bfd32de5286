package org.osnas.api.cost;

import java.util.random.RandomGenerator;

/**
 * For every prefix of an architecture, by its length and its cell on a grid, the share of its completions that end in
 * the grid's window. Computed from the last layer to the first; a draw then chooses layer by layer in proportion to
 * these shares, which is uniform over all architectures that end in the window, up to the rounding of doubles (a
 * relative 10⁻¹³ for hundreds of candidates).
 */
final class Completions {

    private final CostGrid grid;
    private final double[][] share;
    private final int[] from;

    Completions(CostGrid grid) {
        this.grid = grid;
        int depth = grid.depth();
        int[][] bands = grid.bands();
        this.share = new double[depth + 1][];
        this.from = new int[depth + 1];
        for (int l = depth; l >= 0; l--) {
            from[l] = bands[l][0];
            share[l] = new double[Math.max(0, bands[l][1] - bands[l][0] + 1)];
        }
        for (int i = 0; i < share[depth].length; i++) {
            share[depth][i] = grid.accepts(from[depth] + i) ? 1 : 0;
        }
        for (int l = depth - 1; l >= 0; l--) {
            int[] offsets = grid.offsets(l);
            for (int offset : offsets) {
                addShifted(share[l], share[l + 1], from[l] + offset - from[l + 1]);
            }
            for (int i = 0; i < share[l].length; i++) {
                share[l][i] /= offsets.length;
            }
        }
    }

    /** {@code to[i] += of[i + shift]} where both exist. */
    private static void addShifted(double[] to, double[] of, int shift) {
        int end = Math.min(to.length, of.length - shift);
        for (int i = Math.max(0, -shift); i < end; i++) {
            to[i] += of[i + shift];
        }
    }

    /** Share of all architectures that end in the window; 0 if none does. */
    double probability() {
        return at(0, 0);
    }

    /** Draws the choices of an architecture that ends in the window; needs a {@link #probability()} above 0. */
    int[] draw(RandomGenerator random) {
        int[] choices = new int[grid.depth()];
        int cell = 0;
        double total = at(0, 0);
        for (int l = 0; l < choices.length; l++) {
            int[] offsets = grid.offsets(l);
            double u = random.nextDouble() * total * offsets.length;
            for (int c = 0; c < offsets.length; c++) {
                double weight = at(l + 1, cell + offsets[c]);
                // Rounding can leave u above 0 behind the last candidate: then the last possible one stays chosen.
                if (weight > 0) {
                    choices[l] = c;
                    total = weight;
                    u -= weight;
                    if (u < 0) {
                        break;
                    }
                }
            }
            cell += offsets[choices[l]];
        }
        return choices;
    }

    private double at(int layer, int cell) {
        int i = cell - from[layer];
        return i >= 0 && i < share[layer].length ? share[layer][i] : 0;
    }
}
