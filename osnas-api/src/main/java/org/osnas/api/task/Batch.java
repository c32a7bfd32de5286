package org.osnas.api.task;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some examples. Whoever takes a batch from a {@link Dataflow} closes it.
 *
 * @param inputs {@code [batch, height, width, channels]}, FLOAT, c order
 * @param labels one row an example; one-hot {@code [batch, classes]} for classification
 */
public record Batch(INDArray inputs, INDArray labels) implements AutoCloseable {

    public int size() {
        return (int) inputs.size(0);
    }

    /** Frees the off-heap memory of both arrays. */
    @Override
    public void close() {
        if (inputs.closeable()) {
            inputs.close();
        }
        if (labels.closeable()) {
            labels.close();
        }
    }
}
