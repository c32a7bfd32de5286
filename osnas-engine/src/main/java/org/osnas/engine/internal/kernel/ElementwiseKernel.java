package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/**
 * Element-wise arithmetic, activations and their gradients over the first {@code size} floats. Outputs may be the same
 * buffer as an input.
 */
public final class ElementwiseKernel {

    private ElementwiseKernel() {}

    /** {@code y = a + b}. */
    public static void add(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size) {
        TilePass.binary(a, b, y, size, ElementwiseLoops::add);
    }

    /** {@code y = y + alpha * x}. */
    public static void axpy(float alpha, FloatBuffer x, FloatBuffer y, int size) {
        TilePass.binary(y, x, y, size, (a, b, n) -> ElementwiseLoops.axpy(alpha, a, b, n));
    }

    /** {@code y = factor * x + term}. */
    public static void affine(FloatBuffer x, float factor, float term, FloatBuffer y, int size) {
        TilePass.unary(x, y, size, (a, n) -> ElementwiseLoops.affine(factor, term, a, n));
    }

    /** The sum of {@code a * b}; products are summed in double. */
    public static double dot(FloatBuffer a, FloatBuffer b, int size) {
        Tiles.size(size, 1, a, b);
        double[] parts = new double[Parallel.chunks(size, size)];
        Parallel.run(size, parts.length, (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] left = scratch.floats(0, Tiles.LENGTH);
            float[] right = scratch.floats(1, Tiles.LENGTH);
            double sum = 0;
            for (int i = from; i < to; i += Tiles.LENGTH) {
                int n = Math.min(Tiles.LENGTH, to - i);
                a.get(i, left, 0, n);
                b.get(i, right, 0, n);
                sum += ElementwiseLoops.dot(left, right, n);
            }
            parts[chunk] = sum;
        });
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** {@code y = max(0, x)}. */
    public static void relu(FloatBuffer x, FloatBuffer y, int size) {
        TilePass.unary(x, y, size, ElementwiseLoops::relu);
    }

    /** From the output {@code y}: {@code gx = gy} where {@code y > 0}, zero elsewhere. */
    public static void reluBackward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int size) {
        TilePass.binary(gy, y, gx, size, ElementwiseLoops::reluGradient);
    }

    /** {@code y = min(6, max(0, x))}. */
    public static void relu6(FloatBuffer x, FloatBuffer y, int size) {
        TilePass.unary(x, y, size, ElementwiseLoops::relu6);
    }

    /** From the output {@code y}: {@code gx = gy} where {@code 0 < y < 6}, zero elsewhere. */
    public static void relu6Backward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int size) {
        TilePass.binary(gy, y, gx, size, ElementwiseLoops::relu6Gradient);
    }

    /**
     * {@code y = x * relu6(x + 3) / 6}; Howard et al. 2019, <a href="https://arxiv.org/abs/1905.02244">MobileNetV3</a>.
     */
    public static void hSwish(FloatBuffer x, FloatBuffer y, int size) {
        TilePass.unary(x, y, size, ElementwiseLoops::hSwish);
    }

    /** The gradient of {@link #hSwish} from its input {@code x}. */
    public static void hSwishBackward(FloatBuffer x, FloatBuffer gy, FloatBuffer gx, int size) {
        TilePass.binary(gy, x, gx, size, ElementwiseLoops::hSwishGradient);
    }

    /** {@code y = 1 / (1 + exp(-x))}. */
    public static void sigmoid(FloatBuffer x, FloatBuffer y, int size) {
        TilePass.unary(x, y, size, ElementwiseLoops::sigmoid);
    }

    /** {@code gx = gy * y * (1 - y)} from the output {@code y} of {@link #sigmoid}. */
    public static void sigmoidBackward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int size) {
        TilePass.binary(gy, y, gx, size, ElementwiseLoops::sigmoidGradient);
    }

    /**
     * {@code x} where positive, {@code slope[c] * x} elsewhere; He et al. 2015, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>.
     */
    public static void prelu(FloatBuffer x, int rows, int channels, float[] slope, FloatBuffer y) {
        Prelu.forward(x, rows, channels, slope, y);
    }

    /** Gradients of {@link #prelu} with respect to its input and, assigned, to its slopes. */
    public static void preluBackward(
            FloatBuffer x, FloatBuffer gy, int rows, int channels, float[] slope, FloatBuffer gx, float[] gSlope) {
        Prelu.backward(x, gy, rows, channels, slope, gx, gSlope);
    }
}
