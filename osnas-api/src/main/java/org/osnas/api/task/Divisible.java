package org.osnas.api.task;

import org.osnas.api.spi.MissingAbilityException;

/** A dataflow that can hold out a part of its training examples. */
public interface Divisible extends Dataflow {

    /**
     * The same data with its training examples in two parts that have none in common, always the same: weights are
     * trained on the one, mixtures of candidates on the other. Both parts have the preprocessing and the other splits
     * of the whole, end when it is closed, and need not be closed themselves.
     *
     * @param share of the training examples that are held out, above 0 and below 1
     * @throws org.osnas.api.spi.BadInputException if a part would have less than a batch
     */
    Divided divide(double share);

    /** The two parts of {@link #divide}; the training split of each has its own examples only. */
    record Divided(Dataflow training, Dataflow heldOut) {}

    /**
     * The dataflow as one that can be divided.
     *
     * @param who needs it, to begin the message with
     * @throws MissingAbilityException if it cannot
     */
    static Divisible require(String who, Dataflow data) {
        if (data instanceof Divisible divisible) {
            return divisible;
        }
        throw new MissingAbilityException(
                Divisible.class,
                who,
                "a data set that can hold out a part of its training examples",
                "Take another data set, or strategies that learn no mixtures");
    }
}
