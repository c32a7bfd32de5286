package org.osnas.api.training;

import java.util.Arrays;
import java.util.Objects;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/** What one forward and backward pass of the supernet activates. */
public sealed interface PathChoice {

    /** One block a layer. */
    record Single(Architecture architecture) implements PathChoice {
        public Single {
            Objects.requireNonNull(architecture, "architecture");
        }
    }

    /**
     * A mixture a layer: the layer's output is {@code Σ_i weight[l][i] * block_i(x)}. Softmax, Gumbel and plain sums are
     * all of this form. A block with weight zero does not run, unless the mixture watches it: then it runs, changes
     * nothing, and the gradient of its weight becomes known.
     */
    final class Weighted implements PathChoice {
        private final double[][] weights;
        private final boolean[][] watched;

        /**
         * A mixture that watches no block.
         *
         * @param weights {@code [layer][candidate]}, copied; finite, at least one of a layer not zero
         */
        public Weighted(double[][] weights) {
            this(weights, Arrays.stream(weights).map(w -> new boolean[w.length]).toArray(boolean[][]::new));
        }

        /**
         * @param weights {@code [layer][candidate]}, copied; finite, at least one of a layer not zero
         * @param watched blocks that run whatever their weight, of the same size; copied
         */
        public Weighted(double[][] weights, boolean[][] watched) {
            this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
            this.watched = Arrays.stream(watched).map(boolean[]::clone).toArray(boolean[][]::new);
            Check.that(
                    weights.length == watched.length,
                    "a mixture has weights of %d layers, but watches blocks of %d",
                    weights.length,
                    watched.length);
            for (int l = 0; l < weights.length; l++) {
                Check.that(
                        weights[l].length == watched[l].length,
                        "layer %d of a mixture has %d weights, but watches blocks among %d",
                        l,
                        weights[l].length,
                        watched[l].length);
                boolean any = false;
                for (double w : weights[l]) {
                    Check.that(Double.isFinite(w), "mixture weight of layer %d is not a number: %s", l, w);
                    any |= w != 0;
                }
                Check.that(any, "all mixture weights of layer %d are zero", l);
            }
        }

        public double weight(int layer, int candidate) {
            return weights[layer][candidate];
        }

        /** Whether a block runs: its weight is not zero, or it is watched. */
        public boolean runs(int layer, int candidate) {
            return weights[layer][candidate] != 0 || watched[layer][candidate];
        }

        public int depth() {
            return weights.length;
        }

        public int size(int layer) {
            return weights[layer].length;
        }

        /** Number of blocks of a layer that run. */
        public int active(int layer) {
            int count = 0;
            for (int c = 0; c < weights[layer].length; c++) {
                count += runs(layer, c) ? 1 : 0;
            }
            return count;
        }

        @Override
        public String toString() {
            boolean watches = false;
            for (boolean[] layer : watched) {
                for (boolean w : layer) {
                    watches |= w;
                }
            }
            String text = "Weighted" + Arrays.deepToString(weights);
            return watches ? text + " watching " + Arrays.deepToString(watched) : text;
        }
    }

    static PathChoice of(Architecture architecture) {
        return new Single(architecture);
    }
}
