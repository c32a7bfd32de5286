package org.osnas.api.task;

/** A dataflow that says what was found in its files. */
public interface Summarized extends Dataflow {

    /** What there is. Computed anew at each call, which may take as long as to look at every example once. */
    DataSummary summary();
}
