package org.osnas.core.kernel;

import java.nio.FloatBuffer;

/** Copies of channel ranges of {@code [rows, channels]} data. */
public final class ChannelKernel {

    private static final int TILE = 8192;

    private ChannelKernel() {}

    /** Packs channels {@code [from, to)} of {@code x} into {@code y}, {@code [rows, to - from]}. */
    public static void slice(FloatBuffer x, int rows, int channels, int from, int to, FloatBuffer y) {
        int part = to - from;
        int tileRows = Math.max(1, TILE / channels);
        float[] wide = new float[tileRows * channels];
        float[] narrow = new float[tileRows * part];
        for (int r = 0; r < rows; r += tileRows) {
            int n = Math.min(tileRows, rows - r);
            x.get(r * channels, wide, 0, n * channels);
            for (int i = 0; i < n; i++) {
                System.arraycopy(wide, i * channels + from, narrow, i * part, part);
            }
            y.put(r * part, narrow, 0, n * part);
        }
    }

    /** Writes packed {@code x}, {@code [rows, to - from]}, to channels {@code [from, to)} of {@code y}. */
    public static void place(FloatBuffer x, int rows, int channels, int from, int to, FloatBuffer y) {
        int part = to - from;
        int tileRows = Math.max(1, TILE / channels);
        float[] wide = new float[tileRows * channels];
        float[] narrow = new float[tileRows * part];
        for (int r = 0; r < rows; r += tileRows) {
            int n = Math.min(tileRows, rows - r);
            x.get(r * part, narrow, 0, n * part);
            y.get(r * channels, wide, 0, n * channels);
            for (int i = 0; i < n; i++) {
                System.arraycopy(narrow, i * part, wide, i * channels + from, part);
            }
            y.put(r * channels, wide, 0, n * channels);
        }
    }
}
