package org.osnas.api.task;

/** The parts of a data set. */
public enum Split {
    /** Trains weights. */
    TRAIN,
    /** Scores architectures during the search. */
    VALIDATION,
    /** Only for the final result. */
    TEST
}
