package org.osnas.engine.internal.kernel;

/** The inner loops of element-wise kernels: the first array is changed in place; no branches, so that they vectorise. */
final class ElementwiseLoops {

    /** Times any positive number of everyday size this is one or more. */
    private static final float HUGE = 1e38f;

    private ElementwiseLoops() {}

    static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] += b[i];
        }
    }

    static void multiply(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] *= b[i];
        }
    }

    /** Adds {@code a * b} to {@code sum}. */
    static void addProduct(float[] a, float[] b, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * b[i];
        }
    }

    static void axpy(float alpha, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] += alpha * b[i];
        }
    }

    static void affine(float factor, float term, float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = factor * a[i] + term;
        }
    }

    /** Four sums, because one would wait for each addition to finish. */
    static double dot(float[] a, float[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += (double) a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void relu(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 0.5f * (x[i] + Math.abs(x[i]));
        }
    }

    static void relu6(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(6f, 0.5f * (x[i] + Math.abs(x[i])));
        }
    }

    static void reluGradient(float[] g, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            g[i] *= Math.min(1f, (y[i] + Math.abs(y[i])) * HUGE);
        }
    }

    static void relu6Gradient(float[] g, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float t = y[i] * (6f - y[i]);
            g[i] *= Math.min(1f, (t + Math.abs(t)) * HUGE);
        }
    }

    static void hSwish(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            float z = x[i] + 3f;
            x[i] *= Math.min(6f, 0.5f * (z + Math.abs(z))) * (1f / 6f);
        }
    }

    /** {@code relu6(x + 3) / 6}, plus {@code x / 6} between -3 and 3. */
    static void hSwishGradient(float[] g, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            float z = x[i] + 3f;
            float t = z * (3f - x[i]);
            float inside = Math.min(1f, (t + Math.abs(t)) * HUGE);
            g[i] *= (Math.min(6f, 0.5f * (z + Math.abs(z))) + x[i] * inside) * (1f / 6f);
        }
    }

    static void sigmoid(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    static void sigmoidGradient(float[] g, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            g[i] *= y[i] * (1f - y[i]);
        }
    }

    /** {@code x} or {@code slope * x}. */
    static void prelu(float[] x, float[] slope, int n) {
        for (int i = 0; i < n; i++) {
            float positive = 0.5f * (x[i] + Math.abs(x[i]));
            x[i] = positive + slope[i] * (x[i] - positive);
        }
    }

    /** Adds {@code g * min(0, x)} to {@code sum}. */
    static void preluSlope(float[] x, float[] g, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += g[i] * 0.5f * (x[i] - Math.abs(x[i]));
        }
    }

    static void preluInput(float[] x, float[] g, float[] slope, int n) {
        for (int i = 0; i < n; i++) {
            float mask = Math.min(1f, (x[i] + Math.abs(x[i])) * HUGE);
            g[i] *= mask + slope[i] * (1f - mask);
        }
    }
}
