package org.osnas.core.agent;

import org.osnas.api.search.Trial;
import org.osnas.core.run.RunResult;

/** Is told how a run goes on. Called on the thread of the run. */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A phase begins, or goes on after an interruption.
     *
     * @param detail what it works on, in a few words
     * @param done steps or trials done before
     */
    default void begin(Phase phase, String detail, long done, long total) {}

    /**
     * A training step ended.
     *
     * @param done steps done so far
     */
    default void step(long done, double loss, double learningRate) {}

    /**
     * The network that a training has so far was scored on the validation examples.
     *
     * @param done steps done so far
     */
    default void validation(long done, double score) {}

    /**
     * An architecture was scored.
     *
     * @param done trials done so far
     */
    default void trial(long done, Trial trial) {}

    /**
     * Something else that the phase counts was done.
     *
     * @param done so far
     * @param state in a few words
     */
    default void progress(long done, String state) {}

    /** The phase is complete. */
    default void end(Phase phase) {}

    /** Something worth a line. */
    default void note(String line) {}

    /** The run is complete. */
    default void result(RunResult result) {}

    /** Nothing more will be told: the run is complete, stopped, or failed. */
    default void close() {}
}
