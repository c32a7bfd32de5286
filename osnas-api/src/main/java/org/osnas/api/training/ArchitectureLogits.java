package org.osnas.api.training;

import java.util.Arrays;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;

/** A logit for every candidate of every layer; their softmax a layer is the probability of a choice. Immutable. */
public final class ArchitectureLogits {

    private final double[][] logits;

    /**
     * @param logits {@code [layer][candidate]}, finite, copied
     */
    public ArchitectureLogits(double[][] logits) {
        this.logits = Arrays.stream(logits).map(double[]::clone).toArray(double[][]::new);
        for (double[] layer : this.logits) {
            Check.that(layer.length > 0, "a layer has no logits");
            for (double logit : layer) {
                Check.that(Double.isFinite(logit), "an architecture logit is not a number: %s", logit);
            }
        }
    }

    /** All choices alike. */
    public static ArchitectureLogits zero(SearchSpace space) {
        return new ArchitectureLogits(
                Arrays.stream(space.sizes()).mapToObj(double[]::new).toArray(double[][]::new));
    }

    public int depth() {
        return logits.length;
    }

    public int size(int layer) {
        return logits[layer].length;
    }

    public double logit(int layer, int candidate) {
        return logits[layer][candidate];
    }

    /** Softmax of each layer, {@code [layer][candidate]}. */
    public double[][] probabilities() {
        return Arrays.stream(logits).map(ArchitectureLogits::softmax).toArray(double[][]::new);
    }

    /** The most likely choice of every layer; among equals the lowest index. */
    public Architecture mostLikely() {
        int[] choices = new int[logits.length];
        for (int l = 0; l < logits.length; l++) {
            for (int c = 1; c < logits[l].length; c++) {
                choices[l] = logits[l][c] > logits[l][choices[l]] ? c : choices[l];
            }
        }
        return Architecture.of(choices);
    }

    /** Softmax of some logits; none overflows. */
    public static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] p = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArchitectureLogits o && Arrays.deepEquals(logits, o.logits);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(logits);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(logits);
    }
}
