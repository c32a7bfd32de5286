package org.osnas.api.task;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The loss of a task, as a SameDiff function; its gradient is derived, so nobody writes one. */
@FunctionalInterface
public interface Criterion {

    /**
     * Adds the loss to a graph.
     *
     * @param output of the network, {@code [batch, classes]}
     * @param labels as in {@link Batch#labels()}
     * @return a scalar, the mean over the batch
     */
    SDVariable loss(SameDiff graph, SDVariable output, SDVariable labels);
}
