package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;

/** Draws from beta distributions, by gamma distributed numbers (Marsaglia and Tsang 2000). */
final class Beta {

    private Beta() {}

    /** From 0 to 1; at α = 1 uniform, below it near the ends, above it near the middle. */
    static double symmetric(double alpha, RandomGenerator random) {
        double one = logGamma(alpha, random);
        double other = logGamma(alpha, random);
        // In logarithms, since for a small α both may be too small for a double.
        return 1 / (1 + Math.exp(other - one));
    }

    /** Logarithm of a gamma distributed number of the scale 1. */
    private static double logGamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return Math.log(d * v);
            }
        }
    }
}
