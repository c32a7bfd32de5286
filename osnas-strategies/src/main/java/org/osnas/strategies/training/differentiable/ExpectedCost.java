package org.osnas.strategies.training.differentiable;

import java.util.Arrays;
import org.osnas.api.cost.LookupTable;

/**
 * The expected cost under independent choices.
 *
 * @param unit what one unit of the table counts here
 */
record ExpectedCost(LookupTable table, double unit) {

    /**
     * @param p probabilities {@code [layer][candidate]}
     */
    double of(double[][] p) {
        return unit * table.expected(p);
    }

    /** Gradient with respect to the logits whose softmax p is. */
    double[][] logitGradient(double[][] p) {
        double[][] byProbability =
                Arrays.stream(p).map(layer -> new double[layer.length]).toArray(double[][]::new);
        table.expected(p, byProbability);
        for (double[] layer : byProbability) {
            Arrays.setAll(layer, c -> unit * layer[c]);
        }
        return Softmax.backward(p, byProbability, 1);
    }
}
