package org.osnas.onnx;

import java.util.Optional;

/**
 * Weights as ONNX wants them, output channels first.
 *
 * @param values {@code [out, in, k, k]}, or {@code [out, in]} of a linear layer
 * @param bias one value an output channel
 */
record Kernel(float[] values, Optional<float[]> bias) {

    /**
     * With a normalisation of its outputs taken into it.
     */
    Kernel then(Normalisation normalisation) {
        double[] scale = normalisation.scale();
        int perOutput = values.length / scale.length;
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * scale[i / perOutput]);
        }
        float[] shifted = new float[scale.length];
        for (int c = 0; c < shifted.length; c++) {
            double before = bias.isPresent() ? bias.get()[c] : 0;
            shifted[c] = (float) (before * scale[c] + normalisation.shift()[c]);
        }
        return new Kernel(scaled, Optional.of(shifted));
    }

    /** The transpose of a matrix {@code [rows, columns]}: of a convolution's {@code [k*k*in, out]}, or a linear layer's. */
    static float[] transposed(float[] matrix, int rows) {
        int columns = matrix.length / rows;
        float[] result = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = matrix[r * columns + c];
            }
        }
        return result;
    }

    /** From {@code [k, k, in, out]} to {@code [out, in, k, k]}. */
    static float[] outputFirst(float[] kernel, int places, int in, int out) {
        float[] result = new float[kernel.length];
        for (int p = 0; p < places; p++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    result[(o * in + i) * places + p] = kernel[(p * in + i) * out + o];
                }
            }
        }
        return result;
    }
}
