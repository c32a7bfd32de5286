package org.osnas.engine.internal.kernel;

import java.util.Arrays;

/**
 * Float accumulators the length of a tile, which go to per-channel doubles every {@link Tiles#TILES_PER_BLOCK} tiles,
 * so that rounding errors stay bounded however many rows there are.
 */
final class LaneSums {

    private final int channels;
    private final int rows;
    private final float[] lanes;
    private final float[] spare;
    private final double[] sums;
    private int tiles;

    /** Takes {@code slot} and {@code slot + 1} of the scratch arrays. */
    LaneSums(Scratch scratch, int slot, int channels) {
        this.channels = channels;
        this.rows = Tiles.rows(channels);
        this.lanes = scratch.zeros(slot, rows * channels);
        this.spare = scratch.floats(slot + 1, rows * channels);
        this.sums = new double[channels];
    }

    /** The accumulators, to add one tile to before {@link #tileDone}. */
    float[] lanes() {
        return lanes;
    }

    void tileDone() {
        if (++tiles == Tiles.TILES_PER_BLOCK) {
            drain();
        }
    }

    /** The sum of each channel so far. */
    double[] result() {
        drain();
        return sums;
    }

    private void drain() {
        Tiles.fold(lanes, rows, channels, spare);
        for (int c = 0; c < channels; c++) {
            sums[c] += lanes[c];
        }
        Arrays.fill(lanes, 0, rows * channels, 0f);
        tiles = 0;
    }

    /** Adds up the chunks' sums in chunk order. */
    static double[] total(double[][] chunks) {
        double[] total = new double[chunks[0].length];
        for (double[] chunk : chunks) {
            for (int c = 0; c < total.length; c++) {
                total[c] += chunk[c];
            }
        }
        return total;
    }
}
