package org.osnas.core.agent;

import java.util.Optional;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Divisible;

/**
 * What a supernet learns from.
 *
 * @param training all data, or without the examples that are held out
 * @param heldOut the examples that mixtures of candidates learn from, if a strategy learns any
 */
record SupernetData(Dataflow training, Optional<Dataflow> heldOut) {

    /** All of it for the weights. */
    public static SupernetData whole(Dataflow data) {
        return new SupernetData(data, Optional.empty());
    }

    /**
     * A share held out for mixtures.
     *
     * @throws org.osnas.api.spi.BadInputException if a part would have less than a batch
     */
    public static SupernetData divided(Dataflow data, double share) {
        Divisible.Divided parts =
                Divisible.require("A strategy that learns mixtures", data).divide(share);
        return new SupernetData(parts.training(), Optional.of(parts.heldOut()));
    }
}
