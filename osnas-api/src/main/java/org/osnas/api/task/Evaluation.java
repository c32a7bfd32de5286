package org.osnas.api.task;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;

/** Collects the outputs of a network over a data set. */
public interface Evaluation {

    /**
     * @param output of the network for the batch, {@code [batch, classes]}; not kept
     */
    void add(INDArray output, Batch batch);

    /** The value to maximise, for example top-1 accuracy. */
    double score();

    /**
     * What the examples so far say of {@link #score}, so that evaluation can stop where the rest cannot change much.
     *
     * @throws MissingCapabilityException unless the task provides {@link Capability#MEAN_SCORE}
     */
    default MeanScore mean() {
        throw new MissingCapabilityException(Capability.MEAN_SCORE, "An evaluation that may stop early");
    }

    /** All values by name, the score among them. */
    Map<String, Double> metrics();
}
