package org.osnas.core.kernel;

/**
 * The inner loops of batch norm: one loop a method and no branch in it, the shape that the JIT compiler turns into
 * vector code. The masks of the activations are arithmetic for the same reason.
 */
final class BatchNormLoops {

    /** Times any positive normal number of everyday size this is one or more. */
    private static final float HUGE = 1e38f;

    private BatchNormLoops() {}

    static void forward(Act act, float[] x, float[] a, float[] b, int n) {
        switch (act) {
            case NONE -> forwardNone(x, a, b, n);
            case RELU -> forwardRelu(x, a, b, n);
            case RELU6 -> forwardRelu6(x, a, b, n);
        }
    }

    static void sums(
            Act act, float[] x, float[] g, float[] m, float[] a, float[] b, float[] sum, float[] product, int n) {
        switch (act) {
            case NONE -> sumsNone(x, g, m, sum, product, n);
            case RELU -> sumsRelu(x, g, m, a, b, sum, product, n);
            case RELU6 -> sumsRelu6(x, g, m, a, b, sum, product, n);
        }
    }

    static void input(Act act, float[] x, float[] g, float[] m, float[] a, float[] b, float[] p, float[] q, int n) {
        switch (act) {
            case NONE -> inputNone(x, g, m, a, p, q, n);
            case RELU -> inputRelu(x, g, m, a, b, p, q, n);
            case RELU6 -> inputRelu6(x, g, m, a, b, p, q, n);
        }
    }

    private static void forwardNone(float[] x, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = x[i] * a[i] + b[i];
        }
    }

    private static void forwardRelu(float[] x, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            float z = x[i] * a[i] + b[i];
            x[i] = 0.5f * (z + Math.abs(z));
        }
    }

    private static void forwardRelu6(float[] x, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            float z = x[i] * a[i] + b[i];
            x[i] = Math.min(6f, 0.5f * (z + Math.abs(z)));
        }
    }

    private static void sumsNone(float[] x, float[] g, float[] m, float[] sum, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += g[i];
            product[i] += g[i] * (x[i] - m[i]);
        }
    }

    private static void sumsRelu(
            float[] x, float[] g, float[] m, float[] a, float[] b, float[] sum, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - m[i];
            float z = d * a[i] + b[i];
            float r = g[i] * Math.min(1f, (z + Math.abs(z)) * HUGE);
            sum[i] += r;
            product[i] += r * d;
        }
    }

    private static void sumsRelu6(
            float[] x, float[] g, float[] m, float[] a, float[] b, float[] sum, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - m[i];
            float z = d * a[i] + b[i];
            float t = z * (6f - z);
            float r = g[i] * Math.min(1f, (t + Math.abs(t)) * HUGE);
            sum[i] += r;
            product[i] += r * d;
        }
    }

    private static void inputNone(float[] x, float[] g, float[] m, float[] a, float[] p, float[] q, int n) {
        for (int i = 0; i < n; i++) {
            g[i] = g[i] * a[i] + (x[i] - m[i]) * p[i] + q[i];
        }
    }

    private static void inputRelu(float[] x, float[] g, float[] m, float[] a, float[] b, float[] p, float[] q, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - m[i];
            float z = d * a[i] + b[i];
            float r = g[i] * Math.min(1f, (z + Math.abs(z)) * HUGE);
            g[i] = r * a[i] + d * p[i] + q[i];
        }
    }

    private static void inputRelu6(float[] x, float[] g, float[] m, float[] a, float[] b, float[] p, float[] q, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - m[i];
            float z = d * a[i] + b[i];
            float t = z * (6f - z);
            float r = g[i] * Math.min(1f, (t + Math.abs(t)) * HUGE);
            g[i] = r * a[i] + d * p[i] + q[i];
        }
    }
}
