package org.osnas.core.kernel;

/**
 * The inner loops of the depthwise gradients. Two taps and two rows make the longest body that the JIT compiler still
 * unrolls and vectorises; with four rows it gives up.
 */
final class DepthwiseLoops {

    private DepthwiseLoops() {}

    static void twoTapsTwoRows(
            float[] acc0,
            float[] acc1,
            float[] x0,
            float[] x1,
            float[] g,
            float[] nextX0,
            float[] nextX1,
            float[] nextG,
            int n) {
        for (int i = 0; i < n; i++) {
            acc0[i] += x0[i] * g[i] + nextX0[i] * nextG[i];
            acc1[i] += x1[i] * g[i] + nextX1[i] * nextG[i];
        }
    }

    static void oneTapTwoRows(float[] acc, float[] x, float[] g, float[] nextX, float[] nextG, int n) {
        for (int i = 0; i < n; i++) {
            acc[i] += x[i] * g[i] + nextX[i] * nextG[i];
        }
    }

    static void twoTapsOneRow(float[] acc0, float[] acc1, float[] x0, float[] x1, float[] g, int n) {
        for (int i = 0; i < n; i++) {
            acc0[i] += x0[i] * g[i];
            acc1[i] += x1[i] * g[i];
        }
    }

    static void oneTapOneRow(float[] acc, float[] x, float[] g, int n) {
        for (int i = 0; i < n; i++) {
            acc[i] += x[i] * g[i];
        }
    }
}
