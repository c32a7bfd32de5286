package org.osnas.engine.internal.kernel;

/**
 * The inner loops of batch norm: one loop a method and no branch in it, the shape that the JIT compiler turns into
 * vector code; longer bodies exceed its unroll limit and stay scalar. The masks of the activations are arithmetic for the same reason.
 */
final class BatchNormLoops {

    /** Times any positive normal number of everyday size this is one or more. */
    private static final float HUGE = 1e38f;

    private BatchNormLoops() {}

    static void forward(FusedActivation act, float[] x, float[] a, float[] b, int n) {
        switch (act) {
            case NONE -> forwardNone(x, a, b, n);
            case RELU -> forwardRelu(x, a, b, n);
            case RELU6 -> forwardRelu6(x, a, b, n);
            case H_SWISH -> {
                forwardNone(x, a, b, n);
                ElementwiseLoops.hSwish(x, n);
            }
        }
    }

    /**
     * Turns {@code g} into the gradient before the activation. By {@code x - mean}, which is more exact beside a corner than
     * the sum that the forward pass takes.
     */
    static void mask(
            FusedActivation act, float[] x, float[] g, float[] mean, float[] a, float[] b, float[] spare, int n) {
        switch (act) {
            case NONE -> {}
            case RELU -> maskRelu(x, g, mean, a, b, n);
            case RELU6 -> maskRelu6(x, g, mean, a, b, n);
            case H_SWISH -> {
                normalise(x, mean, a, b, spare, n);
                ElementwiseLoops.hSwishGradient(g, spare, n);
            }
        }
    }

    static void sums(float[] x, float[] g, float[] mean, float[] sum, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            float r = g[i];
            float s = sum[i] + r;
            float p = product[i] + r * (x[i] - mean[i]);
            sum[i] = s;
            product[i] = p;
        }
    }

    static void input(float[] x, float[] g, float[] mean, float[] a, float[] slope, float[] constant, int n) {
        for (int i = 0; i < n; i++) {
            g[i] = g[i] * a[i] + (x[i] - mean[i]) * slope[i] + constant[i];
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

    private static void normalise(float[] x, float[] m, float[] a, float[] b, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (x[i] - m[i]) * a[i] + b[i];
        }
    }

    private static void maskRelu(float[] x, float[] g, float[] m, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            float z = (x[i] - m[i]) * a[i] + b[i];
            g[i] *= Math.min(1f, (z + Math.abs(z)) * HUGE);
        }
    }

    private static void maskRelu6(float[] x, float[] g, float[] m, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            float z = (x[i] - m[i]) * a[i] + b[i];
            float t = z * (6f - z);
            g[i] *= Math.min(1f, (t + Math.abs(t)) * HUGE);
        }
    }
}
