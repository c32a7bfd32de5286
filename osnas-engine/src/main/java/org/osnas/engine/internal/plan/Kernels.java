package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.engine.internal.kernel.FusedActivation;

/**
 * The arithmetic of plans and optimizers on channels-last arrays. Channels are the last dimension; rows are all
 * positions of all images. Outputs {@code y} and {@code gx} may be the same tensor as an input of their shape, unless
 * said otherwise, and are assigned. Implementations are safe for several threads.
 */
public sealed interface Kernels permits CpuKernels, Nd4jKernels {

    /**
     * Those that this process uses: of the CPU on ND4J's CPU backend, ND4J's operations on every other. System property
     * {@code osnas.kernels}, {@code cpu} or {@code nd4j}, decides otherwise.
     *
     * @throws org.osnas.api.spi.BadInputException if the property has another value, or asks for what the backend
     *     cannot do
     */
    static Kernels chosen() {
        return KernelChoice.get();
    }

    /** Java and oneDNN on the memory of the CPU; for ND4J's CPU backend only. */
    static Kernels cpu() {
        return CpuKernels.INSTANCE;
    }

    /** ND4J's operations, which any backend has. */
    static Kernels nd4j() {
        return Nd4jKernels.INSTANCE;
    }

    /**
     * A contiguous FLOAT array in c order as a tensor that these kernels take; the memory is shared.
     *
     * @throws org.osnas.api.spi.BadInputException if the array is of another kind
     */
    Tensor wrap(INDArray array);

    /** A new tensor of undefined content. */
    default Tensor allocate(long... shape) {
        return wrap(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
    }

    /** Copies all values in their order; the shapes may differ, the lengths not. */
    void copy(Tensor from, Tensor to);

    /** {@code y = a + b}. */
    void add(Tensor a, Tensor b, Tensor y);

    /** {@code y = y + alpha * x}. */
    void axpy(float alpha, Tensor x, Tensor y);

    /** {@code y = factor * x + term}. */
    void affine(Tensor x, float factor, float term, Tensor y);

    /** The sum of {@code a * b}. */
    double dot(Tensor a, Tensor b);

    /** {@code y = function(x)}. */
    void activate(Nonlinearity function, Tensor x, Tensor y);

    /**
     * {@code gx = gy * function'(x)}.
     *
     * @param y what {@link #activate} gave for {@code x}
     */
    void activateBackward(Nonlinearity function, Tensor x, Tensor y, Tensor gy, Tensor gx);

    /** {@code x} where positive, {@code slope[c] * x} elsewhere. */
    void prelu(Tensor x, float[] slope, Tensor y);

    /** The gradients of {@link #prelu}; at zero that of the input is the slope. */
    void preluBackward(Tensor x, Tensor gy, float[] slope, Tensor gx, float[] dSlope);

    /** {@code y = x + bias[c]}. */
    void addBias(Tensor x, Tensor bias, Tensor y);

    /** The sum of each channel of {@code gy}. */
    void biasGradient(Tensor gy, Tensor gb);

    /** The mean of each image over positions: {@code [n, positions, channels]} to {@code [n, channels]}, in memory. */
    void mean(Tensor x, int channels, Tensor y);

    /** The gradient of {@link #mean}: {@code gy / positions} everywhere. */
    void meanBackward(Tensor gy, int channels, Tensor gx);

    /** {@code y = x * s[image, channel]}; {@code s} holds {@code [n, channels]} in memory. */
    void scale(Tensor x, Tensor s, Tensor y);

    /** The gradients of {@link #scale}: {@code gx = gy * s}, {@code gs} the sums of {@code gy * x} over positions. */
    void scaleBackward(Tensor x, Tensor s, Tensor gy, Tensor gx, Tensor gs);

    /** {@code y = x / max(|x|, epsilon)} for each row: vectors of Euclidean length 1. */
    void unitRows(Tensor x, double epsilon, Tensor y);

    /** The gradient of {@link #unitRows}: {@code (gy - y (y·gy)) / |x|}, or {@code gy / epsilon} of a row below it. */
    void unitRowsBackward(Tensor x, Tensor gy, double epsilon, Tensor gx);

    /** Channels {@code from} (inclusive) to {@code to} (exclusive) of {@code x}; {@code y} is another tensor. */
    void slice(Tensor x, int from, int to, Tensor y);

    /** Writes {@code x} to channels {@code from} to {@code to} of {@code y}, whose others stay. */
    void place(Tensor x, int from, int to, Tensor y);

    /** Channel {@code i * groups + g} of {@code y} is channel {@code g * (channels / groups) + i} of {@code x}. */
    void shuffle(Tensor x, int groups, Tensor y);

    /** Mean and biased variance of each channel. */
    void statistics(Tensor x, float[] mean, float[] variance);

    /** Batch normalisation with the activation behind it: {@code y = act(x * scale[c] + shift[c])}. */
    void normalise(Tensor x, float[] scale, float[] shift, FusedActivation act, Tensor y);

    /**
     * The gradients of {@code act((x - mean) * invStd * gamma + beta)}, where mean and deviation are those of {@code x}
     * itself.
     *
     * @param invStd {@code 1 / sqrt(variance + epsilon)} with the biased variance
     */
    void normaliseBackward(
            Tensor x,
            Tensor gy,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            FusedActivation act,
            Tensor gx,
            float[] dGamma,
            float[] dBeta);

    /** A convolution without bias, ready to run with images of any size. */
    Convolution convolution(ConvArguments arguments);

    /** The steps of optimizers. */
    OptimizerSteps optimizer();
}
