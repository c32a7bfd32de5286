package org.osnas.strategies.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.osnas.api.space.Architecture;

/**
 * A Gaussian process over architectures (Rasmussen and Williams 2006, "Gaussian processes for machine learning",
 * http://gaussianprocess.org/gpml/, algorithm 2.1): what the scores seen so far say about any other architecture, and
 * how sure that is. Scores are standardised; the variance of the process is the most likely one. Immutable.
 */
final class GaussianProcess {

    private static final double[] DECAYS = {0.2, 0.5, 1, 2};
    private static final double[] NOISES = {1e-4, 1e-2, 1e-1, 1};
    private static final double SMALLEST_VARIANCE = 1e-12;

    /**
     * The covariance of two scores, as a share of their variance: {@code exp(-decay · share of layers that differ)},
     * the kernel for categorical choices of Hutter, Hoos and Leyton-Brown 2011, "Sequential model-based optimization
     * for general algorithm configuration" (https://doi.org/10.1007/978-3-642-25566-3_40), with one decay for all
     * layers. A small decay makes the score nearly a sum over layers, a large one lets choices interact.
     *
     * @param noise variance of the evaluation, as a share
     */
    record Kernel(double decay, double noise) {

        double covariance(Architecture a, Architecture b) {
            int differing = 0;
            for (int l = 0; l < a.length(); l++) {
                differing += a.choice(l) == b.choice(l) ? 0 : 1;
            }
            return Math.exp(-decay * differing / a.length());
        }

        /** The kernel under which the scores are the most likely, among a few. */
        static Kernel mostLikely(List<Architecture> architectures, double[] scores) {
            Kernel best = null;
            double highest = Double.NEGATIVE_INFINITY;
            for (double decay : DECAYS) {
                for (double noise : NOISES) {
                    Kernel kernel = new Kernel(decay, noise);
                    double likelihood = of(kernel, architectures, scores).logLikelihood();
                    if (best == null || likelihood > highest) {
                        best = kernel;
                        highest = likelihood;
                    }
                }
            }
            return Objects.requireNonNull(best);
        }
    }

    /**
     * What is believed of a score.
     *
     * @param deviation standard deviation, without the noise of an evaluation
     */
    record Belief(double mean, double deviation) {}

    private final Kernel kernel;
    private final List<Architecture> architectures;
    private final double centre;
    private final double unit;
    private final double[] standardised;
    private final double[][] root;
    private final double[] weights;
    private final double variance;

    private GaussianProcess(
            Kernel kernel,
            List<Architecture> architectures,
            double centre,
            double unit,
            double[] standardised,
            double knownVariance) {
        this.kernel = kernel;
        this.architectures = List.copyOf(architectures);
        this.centre = centre;
        this.unit = unit;
        this.standardised = standardised;
        CholeskyDecomposition cholesky = new CholeskyDecomposition(covariances(kernel, architectures));
        this.root = cholesky.getL().getData();
        this.weights = cholesky.getSolver()
                .solve(new ArrayRealVector(standardised, false))
                .toArray();
        double likely = dot(standardised, weights, weights.length) / weights.length;
        this.variance = Double.isNaN(knownVariance) ? Math.max(likely, SMALLEST_VARIANCE) : knownVariance;
    }

    /**
     * Learns from scores.
     *
     * @param scores finite; at least one
     */
    static GaussianProcess of(Kernel kernel, List<Architecture> architectures, double[] scores) {
        double mean = Arrays.stream(scores).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(scores)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow());
        double unit = deviation > 0 ? deviation : 1;
        double[] standardised =
                Arrays.stream(scores).map(s -> (s - mean) / unit).toArray();
        return new GaussianProcess(kernel, architectures, mean, unit, standardised, Double.NaN);
    }

    /**
     * The process as if these architectures had been evaluated with the scores that are expected of them: the beliefs'
     * means stay, their deviations shrink nearby.
     */
    GaussianProcess expecting(List<Architecture> pending) {
        if (pending.isEmpty()) {
            return this;
        }
        List<Architecture> all = new ArrayList<>(architectures);
        double[] scores = Arrays.copyOf(standardised, standardised.length + pending.size());
        for (Architecture architecture : pending) {
            scores[all.size()] = (belief(architecture).mean() - centre) / unit;
            all.add(architecture);
        }
        return new GaussianProcess(kernel, all, centre, unit, scores, variance);
    }

    Belief belief(Architecture architecture) {
        int n = architectures.size();
        double[] covariance = new double[n];
        for (int i = 0; i < n; i++) {
            covariance[i] = kernel.covariance(architectures.get(i), architecture);
        }
        double mean = dot(covariance, weights, n);
        double explained = 0;
        for (int i = 0; i < n; i++) {
            // Forward substitution: covariance becomes root⁻¹ covariance.
            covariance[i] = (covariance[i] - dot(root[i], covariance, i)) / root[i][i];
            explained += covariance[i] * covariance[i];
        }
        double deviation = Math.sqrt(variance * Math.max(1 - explained, 0));
        return new Belief(centre + unit * mean, unit * deviation);
    }

    /** Logarithm of the likelihood of the scores at their most likely variance, up to a constant. */
    private double logLikelihood() {
        double logDeterminant = 0;
        for (int i = 0; i < root.length; i++) {
            logDeterminant += 2 * Math.log(root[i][i]);
        }
        return -0.5 * (root.length * Math.log(variance) + logDeterminant);
    }

    private static Array2DRowRealMatrix covariances(Kernel kernel, List<Architecture> architectures) {
        int n = architectures.size();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = kernel.covariance(architectures.get(i), architectures.get(j));
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] = 1 + kernel.noise();
        }
        return new Array2DRowRealMatrix(matrix, false);
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
