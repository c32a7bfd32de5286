package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import org.osnas.api.spi.Check;

/**
 * The geometry of tiles: a tile is a few whole rows, about {@link #LENGTH} floats, so that the handful of tiles a loop
 * touches stays in the first-level cache, and short enough that the processor goes on reading ahead of it. Per-channel
 * parameters are repeated to the length of the tile, because loops vectorise only if every array is indexed by the same
 * plain counter.
 */
final class Tiles {

    static final int LENGTH = 384;

    /** After so many tiles the float accumulators go to double, which bounds their rounding error. */
    static final int TILES_PER_BLOCK = 64;

    private Tiles() {}

    /** How many rows of {@code channels} floats make a tile. */
    static int rows(int channels) {
        return Math.max(1, LENGTH / channels);
    }

    /** Fills the first {@code length} elements of {@code to} with repetitions of the first {@code channels}. */
    static void repeat(float[] from, int channels, float[] to, int length) {
        System.arraycopy(from, 0, to, 0, channels);
        for (int filled = channels; filled < length; filled *= 2) {
            System.arraycopy(to, 0, to, filled, Math.min(filled, length - filled));
        }
    }

    /**
     * Sums {@code rows} rows of {@code channels} floats into the first row by halving, which is fast and as exact as
     * pairwise summation is; destroys the other rows and {@code spare}.
     */
    static void fold(float[] tile, int rows, int channels, float[] spare) {
        for (int left = rows; left > 1; ) {
            int half = left / 2;
            int kept = left - half;
            System.arraycopy(tile, kept * channels, spare, 0, half * channels);
            add(tile, spare, half * channels);
            left = kept;
        }
    }

    private static void add(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += x[i];
        }
    }

    /** {@code rows * channels}, checked against what each buffer holds. */
    static int size(int rows, int channels, FloatBuffer... buffers) {
        Check.atLeast("rows", rows, 1);
        Check.atLeast("channels", channels, 1);
        int size = Math.multiplyExact(rows, channels);
        for (FloatBuffer buffer : buffers) {
            holds(buffer, size);
        }
        return size;
    }

    /** Checks that {@code buffer} holds {@code size} floats. */
    static void holds(FloatBuffer buffer, int size) {
        Check.that(
                buffer.limit() >= size,
                "a kernel needs a buffer of %d floats, got one of %d: give the whole array in channels-last layout",
                size,
                buffer.limit());
    }

    /** Checks that each per-channel array has {@code channels} elements or more. */
    static void perChannel(int channels, float[]... arrays) {
        for (float[] array : arrays) {
            Check.that(
                    array.length >= channels,
                    "a kernel over %d channels needs that many parameters, got an array of %d",
                    channels,
                    array.length);
        }
    }
}
