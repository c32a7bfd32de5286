package org.osnas.strategies.training.differentiable;

import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;

/**
 * The softmax of the logits as mixture of all candidates, for weights and logits (Liu, Simonyan and Yang 2019, "DARTS:
 * differentiable architecture search", https://arxiv.org/abs/1806.09055; its first-order approximation).
 */
record Softmax() implements Relaxer {

    @Override
    public PathChoice path(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return new PathChoice.Weighted(logits.probabilities());
    }

    @Override
    public Draw draw(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return new Mixture(logits.probabilities(), 1);
    }

    /** A mixture whose weights are {@code softmax(x / temperature)}, where x is the logits plus constants. */
    record Mixture(double[][] weights, double temperature) implements Draw {
        @Override
        public PathChoice.Weighted mixture() {
            return new PathChoice.Weighted(weights);
        }

        @Override
        public double[][] logitGradient(double[][] mixtureGradient) {
            return backward(weights, mixtureGradient, temperature);
        }
    }

    /** Gradient with respect to x of a function of {@code y = softmax(x / temperature)} whose gradient is given. */
    static double[][] backward(double[][] y, double[][] gradient, double temperature) {
        double[][] result = new double[y.length][];
        for (int l = 0; l < y.length; l++) {
            double mean = 0;
            for (int c = 0; c < y[l].length; c++) {
                mean += y[l][c] * gradient[l][c];
            }
            result[l] = new double[y[l].length];
            for (int c = 0; c < y[l].length; c++) {
                result[l][c] = y[l][c] * (gradient[l][c] - mean) / temperature;
            }
        }
        return result;
    }

    /** {@code [layer][candidate]}, each layer made of its logits. */
    static double[][] layers(ArchitectureLogits logits, UnaryOperator<double[]> layer) {
        double[][] result = new double[logits.depth()][];
        for (int l = 0; l < result.length; l++) {
            double[] values = new double[logits.size(l)];
            for (int c = 0; c < values.length; c++) {
                values[c] = logits.logit(l, c);
            }
            result[l] = layer.apply(values);
        }
        return result;
    }
}
