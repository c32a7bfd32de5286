package org.osnas.api.task;

import java.util.Map;

/** Collects the outputs of a network over a data set. An optional ability is {@link MeanScored}. */
public interface Evaluation {

    /**
     * @param outputs of the network for the batch; not kept
     */
    void add(Outputs outputs, Batch batch);

    /** The value to maximise, for example top-1 accuracy. */
    double score();

    /** All values by name, the score among them. */
    Map<String, Double> metrics();
}
