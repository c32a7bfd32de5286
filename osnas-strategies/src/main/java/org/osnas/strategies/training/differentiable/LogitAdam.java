package org.osnas.strategies.training.differentiable;

import java.util.Arrays;

/**
 * Adam with weight decay in the gradient (Kingma and Ba 2015, "Adam: a method for stochastic optimization",
 * https://arxiv.org/abs/1412.6980) over {@code [layer][candidate]}. Not thread-safe.
 */
final class LogitAdam {

    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double rate;
    private final double beta1;
    private final double decay;
    private final double[][] mean;
    private final double[][] square;
    private long updates;

    LogitAdam(int[] sizes, double rate, double beta1, double decay) {
        this.rate = rate;
        this.beta1 = beta1;
        this.decay = decay;
        this.mean = Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new);
        this.square = Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new);
    }

    /** One step on the values, in place. */
    void step(double[][] values, double[][] gradient) {
        updates++;
        double meanCorrection = 1 - Math.pow(beta1, updates);
        double squareCorrection = 1 - Math.pow(BETA2, updates);
        for (int l = 0; l < values.length; l++) {
            for (int c = 0; c < values[l].length; c++) {
                double g = gradient[l][c] + decay * values[l][c];
                mean[l][c] += (1 - beta1) * (g - mean[l][c]);
                square[l][c] += (1 - BETA2) * (g * g - square[l][c]);
                values[l][c] -=
                        rate * (mean[l][c] / meanCorrection) / (Math.sqrt(square[l][c] / squareCorrection) + EPSILON);
            }
        }
    }

    void write(StateArray state) {
        state.put(updates);
        state.put(mean);
        state.put(square);
    }

    void read(StateArray state) {
        updates = (long) state.take();
        state.take(mean);
        state.take(square);
    }
}
