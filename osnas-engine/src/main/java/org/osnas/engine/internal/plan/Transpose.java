package org.osnas.engine.internal.plan;

import java.nio.FloatBuffer;

/** Matrix transposition of small kernels. */
final class Transpose {

    private Transpose() {}

    /** Writes {@code [rows, columns]} as {@code [columns, rows]}. */
    static void apply(FloatBuffer from, int rows, int columns, FloatBuffer to) {
        float[] in = new float[rows * columns];
        float[] out = new float[rows * columns];
        from.get(0, in);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                out[c * rows + r] = in[r * columns + c];
            }
        }
        to.put(0, out);
    }
}
