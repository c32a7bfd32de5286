package org.osnas.engine.internal.kernel;

/**
 * The inner loops of the depthwise gradients. Two products make the longest body that the JIT compiler unrolls and
 * vectorises; with two taps and two rows it already stays scalar, three times slower.
 */
final class DepthwiseLoops {

    private DepthwiseLoops() {}

    static void twoProducts(float[] sum, float[] a0, float[] b0, float[] a1, float[] b1, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a0[i] * b0[i] + a1[i] * b1[i];
        }
    }

    static void product(float[] sum, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * b[i];
        }
    }
}
