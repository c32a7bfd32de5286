package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/** Takes flat data through a loop tile by tile. */
final class TilePass {

    /** Changes the first {@code n} elements in place. */
    interface Unary {
        void apply(float[] x, int n);
    }

    /** Changes the first {@code n} elements of {@code a} in place. */
    interface Binary {
        void apply(float[] a, float[] b, int n);
    }

    private TilePass() {}

    static void unary(FloatBuffer x, FloatBuffer y, int size, Unary loop) {
        Tiles.size(size, 1, x, y);
        Parallel.run(size, Parallel.chunks(size, size), (chunk, from, to) -> {
            float[] tile = Scratch.local().floats(0, Tiles.LENGTH);
            for (int i = from; i < to; i += Tiles.LENGTH) {
                int n = Math.min(Tiles.LENGTH, to - i);
                x.get(i, tile, 0, n);
                loop.apply(tile, n);
                y.put(i, tile, 0, n);
            }
        });
    }

    static void binary(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size, Binary loop) {
        Tiles.size(size, 1, a, b, y);
        Parallel.run(size, Parallel.chunks(size, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] first = scratch.floats(0, Tiles.LENGTH);
            float[] second = scratch.floats(1, Tiles.LENGTH);
            for (int i = from; i < to; i += Tiles.LENGTH) {
                int n = Math.min(Tiles.LENGTH, to - i);
                a.get(i, first, 0, n);
                b.get(i, second, 0, n);
                loop.apply(first, second, n);
                y.put(i, first, 0, n);
            }
        });
    }
}
