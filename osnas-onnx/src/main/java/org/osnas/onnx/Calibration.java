package org.osnas.onnx;

import java.util.Arrays;

/** How the range of an activation that eight bits stand for follows from what calibration inputs made of it. */
public enum Calibration {
    /** The least and the greatest value of all inputs. */
    MIN_MAX,
    /** The mean over the batches of the values that one in ten thousand lies below, or above. */
    PERCENTILE;

    private static final double TAIL = 1e-4;

    /** Least and greatest value that count of one batch. */
    float[] ends(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = this == MIN_MAX ? 0 : (int) Math.floor(TAIL * sorted.length);
        return new float[] {sorted[cut], sorted[sorted.length - 1 - cut]};
    }

    /** Of what {@link #ends} gave for the batches before, and for one more. */
    float[] merged(float[] before, float[] ends, int batches) {
        if (this == MIN_MAX) {
            return new float[] {Math.min(before[0], ends[0]), Math.max(before[1], ends[1])};
        }
        return new float[] {before[0] + (ends[0] - before[0]) / batches, before[1] + (ends[1] - before[1]) / batches};
    }
}
