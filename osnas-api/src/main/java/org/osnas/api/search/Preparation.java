package org.osnas.api.search;

/**
 * What a session must do before its first proposal, in steps that whoever drives the search runs, shows, may stop and
 * saves: training a generator, say. Step {@code i} depends on the context of the session, on {@code i}, and on what the
 * steps before it did, so that a preparation that goes on from its {@link #state} ends with the same bits. Not
 * thread-safe.
 */
public interface Preparation {

    /** How many steps there are; 0 if nothing is to be done. */
    long steps();

    /** How many steps are done. */
    long done();

    /**
     * Does the next step.
     *
     * @throws IllegalStateException if all are done
     * @throws ArithmeticException if the supernet gave a loss that is not finite
     */
    void step();

    /** Everything that the steps so far did, {@link #done} too; finite, for the checkpoint; a copy. */
    double[] state();

    /**
     * Takes up the state that the preparation of the same strategy and context had. The calls of a
     * {@link RelaxedModel} that led to it are not made again: the context must have the model as it is after them.
     *
     * @throws org.osnas.api.spi.BadInputException if it belongs to something else
     */
    void restore(double[] state);
}
