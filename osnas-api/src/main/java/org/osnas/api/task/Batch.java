package org.osnas.api.task;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some examples. Whoever takes a batch from a {@link Dataflow} closes it.
 *
 * @param features {@code [batch, height, width, channels]}, FLOAT, c order
 * @param labels one row an example; one-hot {@code [batch, classes]} for classification
 */
public record Batch(INDArray features, INDArray labels) implements AutoCloseable {

    public int size() {
        return (int) features.size(0);
    }

    /** Frees the off-heap memory of both arrays. */
    @Override
    public void close() {
        if (features.closeable()) {
            features.close();
        }
        if (labels.closeable()) {
            labels.close();
        }
    }
}
