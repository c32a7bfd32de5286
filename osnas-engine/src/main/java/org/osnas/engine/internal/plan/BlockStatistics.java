package org.osnas.engine.internal.plan;

/**
 * Mean and (unbiased) variance of every batch normalisation of one block, collected over batches: each batch has the
 * same weight.
 */
public final class BlockStatistics {

    private final float[][] mean;
    private final float[][] variance;
    private int batches;

    public BlockStatistics(int normalisations) {
        mean = new float[normalisations][];
        variance = new float[normalisations][];
    }

    /** Must be called once before the normalisations of each further batch are added. */
    public void nextBatch() {
        batches++;
    }

    void add(int index, float[] batchMean, float[] batchVariance) {
        if (mean[index] == null) {
            mean[index] = batchMean.clone();
            variance[index] = batchVariance.clone();
            return;
        }
        float weight = 1f / batches;
        for (int c = 0; c < batchMean.length; c++) {
            mean[index][c] += weight * (batchMean[c] - mean[index][c]);
            variance[index][c] += weight * (batchVariance[c] - variance[index][c]);
        }
    }

    float[] mean(int index) {
        return mean[index];
    }

    float[] variance(int index) {
        return variance[index];
    }
}
