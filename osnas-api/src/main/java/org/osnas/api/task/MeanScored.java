package org.osnas.api.task;

/** An evaluation whose score is the mean of one value an example. */
public interface MeanScored extends Evaluation {

    /** What the examples so far say of {@link #score}, so that evaluation can stop where the rest cannot change much. */
    MeanScore mean();
}
