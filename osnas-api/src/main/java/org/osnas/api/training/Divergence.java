package org.osnas.api.training;

import org.osnas.api.spi.Check;

/** How far the outputs of a student are from those of its teacher. */
public sealed interface Divergence {

    /** Kullback-Leibler divergence of the student's softmax from the teacher's. */
    record KullbackLeibler() implements Divergence {}

    /**
     * The larger, example by example, of two alpha-divergences of the student's softmax q from the teacher's p,
     * {@code 1 / (α (α-1)) Σ q ((p/q)^α - 1)}: a negative α punishes a student that is too sure, a positive one that it
     * misses what the teacher sees (Wang et al. 2021, "AlphaNet: improved training of supernets with alpha-divergence",
     * https://arxiv.org/abs/2102.07954; -1, 1 and 5 there).
     *
     * @param min α of the first
     * @param max α of the second
     * @param clip bound of {@code (p/q)^α} in loss and gradient, which keeps the variance small
     */
    record AdaptiveAlpha(double min, double max, double clip) implements Divergence {
        public AdaptiveAlpha {
            Check.that(
                    min <= max && Double.isFinite(min) && Double.isFinite(max),
                    "alpha-min must not be above alpha-max, got %s and %s",
                    min,
                    max);
            Check.positive("clip", clip);
        }
    }
}
