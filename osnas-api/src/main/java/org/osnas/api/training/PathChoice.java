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
     * A mixture a layer: the layer's output is {@code Σ_i weight[l][i] * block_i(x)}. Blocks with weight zero do not
     * run. Softmax, Gumbel and plain sums are all of this form.
     */
    final class Weighted implements PathChoice {
        private final double[][] weights;

        /**
         * @param weights {@code [layer][candidate]}, copied; finite, at least one of a layer not zero
         */
        public Weighted(double[][] weights) {
            this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
            for (int l = 0; l < weights.length; l++) {
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

        public int depth() {
            return weights.length;
        }

        public int size(int layer) {
            return weights[layer].length;
        }

        /** Number of blocks of a layer that run. */
        public int active(int layer) {
            return (int) Arrays.stream(weights[layer]).filter(w -> w != 0).count();
        }

        @Override
        public String toString() {
            return "Weighted" + Arrays.deepToString(weights);
        }
    }

    static PathChoice of(Architecture architecture) {
        return new Single(architecture);
    }
}
