package org.osnas.onnx;

import java.util.List;
import org.osnas.api.space.BatchNorm;

/** A batch normalisation with fixed statistics: {@code x * scale + shift} for each channel. */
record Normalisation(double[] scale, double[] shift) {

    /**
     * @param weights of the layer: gamma and beta if it has them, mean, variance
     */
    static Normalisation of(BatchNorm layer, List<float[]> weights) {
        int at = layer.affine() ? 2 : 0;
        float[] mean = weights.get(at);
        float[] variance = weights.get(at + 1);
        double[] scale = new double[layer.channels()];
        double[] shift = new double[layer.channels()];
        for (int c = 0; c < scale.length; c++) {
            double gamma = layer.affine() ? weights.get(0)[c] : 1;
            double beta = layer.affine() ? weights.get(1)[c] : 0;
            scale[c] = gamma / Math.sqrt(variance[c] + layer.epsilon());
            shift[c] = beta - mean[c] * scale[c];
        }
        return new Normalisation(scale, shift);
    }

    /** What changes nothing. */
    static Normalisation none(int channels) {
        double[] ones = new double[channels];
        java.util.Arrays.fill(ones, 1);
        return new Normalisation(ones, new double[channels]);
    }
}
