package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/** Average pooling of whole images, {@code [batch, height, width, channels]} to {@code [batch, channels]}. */
public final class PoolKernel {

    private PoolKernel() {}

    /** The mean of each image and channel over {@code area} positions: {@code [n, area, c]} to {@code [n, c]}. */
    public static void globalAverage(FloatBuffer x, int n, int area, int c, FloatBuffer y) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, x);
        Tiles.holds(y, n * c);
        int tileRows = Tiles.rows(c);
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] tile = scratch.floats(0, tileRows * c);
            float[] mean = scratch.floats(1, c);
            for (int image = from; image < to; image++) {
                LaneSums sums = new LaneSums(scratch, 2, c);
                for (int row = 0; row < area; row += tileRows) {
                    int length = Math.min(tileRows, area - row) * c;
                    x.get((image * area + row) * c, tile, 0, length);
                    ElementwiseLoops.add(sums.lanes(), tile, length);
                    sums.tileDone();
                }
                double[] total = sums.result();
                for (int i = 0; i < c; i++) {
                    mean[i] = (float) (total[i] / area);
                }
                y.put(image * c, mean, 0, c);
            }
        });
    }

    /** The gradient of {@link #globalAverage}: {@code gy / area} at every position. */
    public static void globalAverageBackward(FloatBuffer gy, int n, int area, int c, FloatBuffer gx) {
        int size = Tiles.size(Math.multiplyExact(n, area), c, gx);
        Tiles.holds(gy, n * c);
        int tileRows = Math.min(area, Tiles.rows(c));
        Parallel.run(n, Parallel.chunks(n, size), (chunk, from, to) -> {
            float[] tile = Scratch.local().floats(0, tileRows * c);
            for (int image = from; image < to; image++) {
                gy.get(image * c, tile, 0, c);
                ElementwiseLoops.affine(1f / area, 0f, tile, c);
                Tiles.repeat(tile, c, tile, tileRows * c);
                for (int row = 0; row < area; row += tileRows) {
                    gx.put((image * area + row) * c, tile, 0, Math.min(tileRows, area - row) * c);
                }
            }
        });
    }
}
