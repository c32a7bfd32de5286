package org.osnas.core.agent;

/** How long to train: a number of steps, or of passes over the training data. */
public sealed interface Length permits Steps, Epochs {

    /** As given. */
    int count();

    /**
     * The length in training steps.
     *
     * @param perEpoch steps of one pass over the data
     */
    long steps(int perEpoch);
}
