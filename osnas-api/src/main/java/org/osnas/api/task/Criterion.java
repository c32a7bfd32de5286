package org.osnas.api.task;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The loss of a task, as a SameDiff function; its gradient is derived, so nobody writes one. */
@FunctionalInterface
public interface Criterion {

    /**
     * Adds the loss to a graph. The same shapes must give the same graph. An operation of ND4J's loss package, such as
     * {@code graph.loss().softmaxCrossEntropy}, must be the last one, because its gradient ignores what follows it.
     *
     * @param outputs of the network; {@code outputs.only()} of one that has one, {@code [batch, classes]} for
     *     classification
     * @param labels as in {@link Batch#labels()}
     * @return a scalar, the mean over the batch
     */
    SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels);
}
