package org.osnas.api.task;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Collects the outputs of a network over a data set. */
public interface Evaluation {

    /**
     * @param output of the network for the batch, {@code [batch, classes]}; not kept
     */
    void add(INDArray output, Batch batch);

    /** The value to maximise, for example top-1 accuracy. */
    double score();

    /** All values by name, the score among them. */
    Map<String, Double> metrics();
}
