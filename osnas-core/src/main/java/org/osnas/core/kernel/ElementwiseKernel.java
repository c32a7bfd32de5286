package org.osnas.core.kernel;

import java.nio.FloatBuffer;

/**
 * Element-wise operations. Outputs may be the same buffer as an input. Buffers are read and written at absolute
 * positions from 0, a tile at a time, so that the loops vectorise.
 */
public final class ElementwiseKernel {

    private static final int TILE = 1024;

    private ElementwiseKernel() {}

    /** Computes one tile: {@code out[i]} from {@code a[i]} and {@code b[i]}. */
    private interface Loop {
        void run(float[] a, float[] b, float[] out, int n);
    }

    private static void apply(FloatBuffer a, FloatBuffer b, FloatBuffer out, int length, Loop loop) {
        float[] left = new float[TILE];
        float[] right = new float[TILE];
        float[] result = new float[TILE];
        for (int at = 0; at < length; at += TILE) {
            int n = Math.min(TILE, length - at);
            a.get(at, left, 0, n);
            if (b != null) {
                b.get(at, right, 0, n);
            }
            loop.run(left, right, result, n);
            out.put(at, result, 0, n);
        }
    }

    /** {@code y = a + b}. */
    public static void add(FloatBuffer a, FloatBuffer b, FloatBuffer y, int length) {
        apply(a, b, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = p[i] + q[i];
            }
        });
    }

    /** {@code y += a}. */
    public static void addInto(FloatBuffer a, FloatBuffer y, int length) {
        add(a, y, y, length);
    }

    /** {@code y += alpha * x}. */
    public static void axpy(float alpha, FloatBuffer x, FloatBuffer y, int length) {
        apply(x, y, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = q[i] + alpha * p[i];
            }
        });
    }

    /** {@code y = factor * x + term}. */
    public static void affine(FloatBuffer x, float factor, float term, FloatBuffer y, int length) {
        apply(x, null, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = factor * p[i] + term;
            }
        });
    }

    /** {@code Σ a[i] * b[i]}, summed in double. */
    public static double dot(FloatBuffer a, FloatBuffer b, int length) {
        float[] left = new float[TILE];
        float[] right = new float[TILE];
        double total = 0;
        for (int at = 0; at < length; at += TILE) {
            int n = Math.min(TILE, length - at);
            a.get(at, left, 0, n);
            b.get(at, right, 0, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (double) left[i] * right[i];
            }
            total += sum;
        }
        return total;
    }

    public static void relu(FloatBuffer x, FloatBuffer y, int length) {
        apply(x, null, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(p[i], 0f);
            }
        });
    }

    public static void relu6(FloatBuffer x, FloatBuffer y, int length) {
        apply(x, null, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.min(6f, Math.max(p[i], 0f));
            }
        });
    }

    /** Gradient of ReLU from its output {@code y}. */
    public static void reluBackward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int length) {
        apply(y, gy, gx, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = p[i] > 0 ? q[i] : 0f;
            }
        });
    }

    /** Gradient of ReLU6 from its output {@code y}. */
    public static void relu6Backward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int length) {
        apply(y, gy, gx, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = p[i] > 0 && p[i] < 6 ? q[i] : 0f;
            }
        });
    }

    public static void sigmoid(FloatBuffer x, FloatBuffer y, int length) {
        apply(x, null, y, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) (1 / (1 + Math.exp(-p[i])));
            }
        });
    }

    /** Gradient of the logistic function from its output {@code y}. */
    public static void sigmoidBackward(FloatBuffer y, FloatBuffer gy, FloatBuffer gx, int length) {
        apply(y, gy, gx, length, (p, q, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = q[i] * p[i] * (1 - p[i]);
            }
        });
    }

    /** {@code x} where positive, {@code slope[c] * x} elsewhere. */
    public static void prelu(FloatBuffer x, int rows, int channels, float[] slope, FloatBuffer y) {
        float[] row = new float[channels];
        for (int r = 0; r < rows; r++) {
            x.get(r * channels, row);
            for (int c = 0; c < channels; c++) {
                row[c] = row[c] > 0 ? row[c] : slope[c] * row[c];
            }
            y.put(r * channels, row);
        }
    }

    /** Gradients of PReLU with respect to its input and, assigned, to its slopes. */
    public static void preluBackward(
            FloatBuffer x, FloatBuffer gy, int rows, int channels, float[] slope, FloatBuffer gx, float[] gSlope) {
        float[] row = new float[channels];
        float[] gradient = new float[channels];
        double[] sum = new double[channels];
        for (int r = 0; r < rows; r++) {
            x.get(r * channels, row);
            gy.get(r * channels, gradient);
            for (int c = 0; c < channels; c++) {
                if (row[c] <= 0) {
                    sum[c] += (double) gradient[c] * row[c];
                    gradient[c] *= slope[c];
                }
            }
            gx.put(r * channels, gradient);
        }
        for (int c = 0; c < channels; c++) {
            gSlope[c] = (float) sum[c];
        }
    }
}
