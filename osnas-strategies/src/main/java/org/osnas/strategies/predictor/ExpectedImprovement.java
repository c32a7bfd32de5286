package org.osnas.strategies.predictor;

import org.hipparchus.special.Erf;
import org.osnas.strategies.predictor.GaussianProcess.Belief;

/**
 * How much better than the best an architecture is expected to be, where it is not worse (Jones, Schonlau and Welch
 * 1998, "Efficient global optimization of expensive black-box functions", https://doi.org/10.1023/A:1008306431147).
 */
final class ExpectedImprovement {

    private ExpectedImprovement() {}

    /** {@code E[max(score - best, 0)]} for a normal score. */
    static double of(Belief belief, double best) {
        double gain = belief.mean() - best;
        if (belief.deviation() == 0) {
            return Math.max(gain, 0);
        }
        double u = gain / belief.deviation();
        double density = Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);
        double probability = 0.5 * Erf.erfc(-u / Math.sqrt(2));
        return gain * probability + belief.deviation() * density;
    }
}
