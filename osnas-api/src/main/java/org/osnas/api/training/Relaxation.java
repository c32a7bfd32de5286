package org.osnas.api.training;

import java.util.Arrays;
import org.osnas.api.spi.Check;

/** What a mixture of candidates gave on a batch: its loss, and the gradient with respect to the mixture's weights. */
public final class Relaxation {

    private final double loss;
    private final double[][] gradient;

    /**
     * @param gradient {@code [layer][candidate]}, {@code ∂loss/∂weight}, copied; zero for blocks that did not run
     */
    public Relaxation(double loss, double[][] gradient) {
        this.loss = loss;
        this.gradient = Arrays.stream(gradient).map(double[]::clone).toArray(double[][]::new);
        Check.that(Double.isFinite(loss), "the loss of a mixture is not a number: %s", loss);
        for (double[] layer : this.gradient) {
            for (double g : layer) {
                Check.that(Double.isFinite(g), "the gradient of a mixture weight is not a number: %s", g);
            }
        }
    }

    /** Mean loss of the batch. */
    public double loss() {
        return loss;
    }

    /** Derivative of the loss by one weight of the mixture; zero if that block did not run. */
    public double gradient(int layer, int candidate) {
        return gradient[layer][candidate];
    }

    /** {@code [layer][candidate]}, a copy. */
    public double[][] gradient() {
        return Arrays.stream(gradient).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return "Relaxation[loss=" + loss + ", gradient=" + Arrays.deepToString(gradient) + "]";
    }
}
