package org.osnas.strategies.training.differentiable;

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
        double[][] byProbability = new double[p.length][];
        for (int l = 0; l < p.length; l++) {
            byProbability[l] = new double[p[l].length];
            for (int c = 0; c < p[l].length; c++) {
                byProbability[l][c] = unit * table.blockCost(l, c);
            }
        }
        return Softmax.backward(p, byProbability, 1);
    }
}
