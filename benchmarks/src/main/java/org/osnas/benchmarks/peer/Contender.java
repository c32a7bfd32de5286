package org.osnas.benchmarks.peer;

/** One engine that trains one workload. */
interface Contender extends AutoCloseable {

    /** Runs what lies between two measured steps, outside the measured time; usually nothing. */
    default void between() {}

    /**
     * One whole training step: forward, criterion, backward, optimizer.
     *
     * @return the loss, read back from the engine
     */
    double step();

    /** Euclidean norm of the last step's gradient of the mixture weights; 0 without a mixture. */
    double mixtureGradientNorm();

    /** Name and version of the engine. */
    String engine();

    @Override
    void close();
}
