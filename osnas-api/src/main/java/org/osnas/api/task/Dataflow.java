package org.osnas.api.task;

import java.util.Iterator;
import org.osnas.api.space.Shape;

/**
 * The batches of a task: loading, preprocessing, augmentation, sampling, splits. All randomness follows from its seed
 * and a step index, so that a stopped run goes on with the same batches. Optional abilities are
 * {@link Divisible} and {@link Summarized}.
 */
public interface Dataflow extends AutoCloseable {

    /** What an example is and how it was prepared, and what the labels say. */
    DataDescription description();

    /** Shape of one example as a network gets it. */
    default Shape input() {
        return description().input();
    }

    /** Number of classes, or of values that are asked for. */
    default int classes() {
        return description().names().size();
    }

    /** Examples in a split. */
    int size(Split split);

    /** Examples in a training batch. */
    int batchSize();

    /** Training batches of one pass over the data; the incomplete last one is left out. */
    default int batchesPerEpoch() {
        return Math.max(1, size(Split.TRAIN) / batchSize());
    }

    /**
     * Endless shuffled, augmented training batches of full size, from the given step on: the batch of step {@code n} is
     * the same whatever {@code firstStep} was.
     */
    BatchStream training(long firstStep);

    /**
     * All examples of a split in a fixed order, without augmentation; the last batch may be smaller. The order of
     * the validation split says nothing of the examples (files that are sorted by class are mixed), so that any
     * beginning of it stands for the whole.
     */
    BatchStream evaluation(Split split);

    /**
     * Training examples without augmentation, in full batches, for recalibrating statistics; the same at every call.
     *
     * @param batches how many
     */
    BatchStream calibration(int batches);

    @Override
    void close();

    /** Batches in order; may prefetch on a thread of its own until closed. */
    interface BatchStream extends Iterator<Batch>, AutoCloseable {
        @Override
        void close();
    }
}
