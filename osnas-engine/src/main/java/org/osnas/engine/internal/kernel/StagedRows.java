package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Copies an input row once for each kernel column, so that copy {@code kx} lines up with the output columns. */
final class StagedRows {

    private final DepthwiseShape shape;
    private final FloatBuffer x;
    private final float[] row;

    /** {@code row} is room for the input columns under one segment. */
    StagedRows(DepthwiseShape shape, FloatBuffer x, float[] row) {
        this.shape = shape;
        this.x = x;
        this.row = row;
    }

    /** Fills {@code staged[kx]} with what output columns {@code column ...} see of input row {@code y}. */
    void stage(int image, int images, int y, int column, int columns, float[][] staged) {
        int s = shape.stride();
        for (int kx = 0; kx < shape.kernel(); kx++) {
            int shift = kx - shape.padding();
            int lo = Math.max(column, Math.min(column + columns, -Math.floorDiv(shift, s)));
            int hi = Math.max(lo, Math.min(column + columns, Math.floorDiv(shape.w() - 1 - shift, s) + 1));
            for (int i = 0; i < images; i++) {
                float[] to = staged[kx];
                int start = i * columns * shape.c();
                int from = start + (lo - column) * shape.c();
                int until = start + (hi - column) * shape.c();
                Arrays.fill(to, start, from, 0f);
                if (lo < hi) {
                    int pixel = ((image + i) * shape.h() + y) * shape.w() + lo * s + shift;
                    copy(pixel, hi - lo, to, from);
                }
                Arrays.fill(to, until, start + columns * shape.c(), 0f);
            }
        }
    }

    private void copy(int pixel, int columns, float[] to, int at) {
        int c = shape.c();
        if (shape.stride() == 1) {
            x.get(pixel * c, to, at, columns * c);
            return;
        }
        int step = shape.stride() * c;
        x.get(pixel * c, row, 0, (columns - 1) * step + c);
        for (int i = 0; i < columns; i++) {
            System.arraycopy(row, i * step, to, at + i * c, c);
        }
    }
}
