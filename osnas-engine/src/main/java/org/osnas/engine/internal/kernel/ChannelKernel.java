package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import org.osnas.api.spi.Check;

/**
 * Moves channels of {@code rows x channels} data: slices, concatenations, shuffles, and the gradients of all three,
 * each of which is one of the others; that of a shuffle has {@code channels / groups} groups.
 */
public final class ChannelKernel {

    private ChannelKernel() {}

    /** Copies channels {@code from} (inclusive) to {@code to} (exclusive) of {@code x} to the packed {@code y}. */
    public static void slice(FloatBuffer x, int rows, int channels, int from, int to, FloatBuffer y) {
        copy(x, channels, from, y, to - from, 0, rows, checked(rows, channels, from, to, x, y));
    }

    /** Writes the packed {@code x} to channels {@code from} to {@code to} of {@code y}, whose others stay; not from two threads at once. */
    public static void place(FloatBuffer x, int rows, int channels, int from, int to, FloatBuffer y) {
        copy(x, to - from, 0, y, channels, from, rows, checked(rows, channels, from, to, y, x));
    }

    private static int checked(int rows, int channels, int from, int to, FloatBuffer whole, FloatBuffer packed) {
        Check.that(
                0 <= from && from < to && to <= channels,
                "a channel range must lie within 0 to %d and hold at least one, got %d to %d",
                channels,
                from,
                to);
        Tiles.size(rows, channels, whole);
        return Tiles.size(rows, to - from, packed);
    }

    private static void copy(
            FloatBuffer x, int xChannels, int xFrom, FloatBuffer y, int yChannels, int yFrom, int rows, int size) {
        int width = Math.min(xChannels, yChannels);
        int tileRows = Tiles.rows(Math.max(xChannels, yChannels));
        Parallel.run(rows, Parallel.chunks(rows, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] source = scratch.floats(0, tileRows * xChannels);
            float[] target = scratch.floats(1, tileRows * yChannels);
            for (int row = from; row < to; row += tileRows) {
                int count = Math.min(tileRows, to - row);
                x.get(row * xChannels, source, 0, count * xChannels);
                if (width < yChannels) {
                    y.get(row * yChannels, target, 0, count * yChannels);
                }
                for (int i = 0; i < count; i++) {
                    System.arraycopy(source, i * xChannels + xFrom, target, i * yChannels + yFrom, width);
                }
                y.put(row * yChannels, target, 0, count * yChannels);
            }
        });
    }

    /**
     * Interleaves groups: channel {@code i * groups + g} of {@code y} is channel {@code g * (channels / groups) + i} of
     * {@code x}; {@code y} may be {@code x}.
     *
     * <p>Zhang et al. 2018, <a href="https://arxiv.org/abs/1707.01083">ShuffleNet</a>.
     */
    public static void shuffle(FloatBuffer x, int rows, int channels, int groups, FloatBuffer y) {
        Check.atLeast("groups", groups, 1);
        Check.that(channels % groups == 0, "%d groups must divide the %d channels of a shuffle", groups, channels);
        int size = Tiles.size(rows, channels, x, y);
        int each = channels / groups;
        int tileRows = Tiles.rows(channels);
        Parallel.run(rows, Parallel.chunks(rows, size), (chunk, from, to) -> {
            Scratch scratch = Scratch.local();
            float[] source = scratch.floats(0, tileRows * channels);
            float[] target = scratch.floats(1, tileRows * channels);
            for (int row = from; row < to; row += tileRows) {
                int count = Math.min(tileRows, to - row);
                x.get(row * channels, source, 0, count * channels);
                for (int i = 0; i < count; i++) {
                    for (int g = 0; g < groups; g++) {
                        interleave(source, i * channels + g * each, target, i * channels + g, groups, each);
                    }
                }
                y.put(row * channels, target, 0, count * channels);
            }
        });
    }

    private static void interleave(float[] from, int start, float[] to, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i * step] = from[start + i];
        }
    }
}
