package org.osnas.api.training;

import java.util.Objects;

/**
 * One forward and backward pass of a training step.
 *
 * @param drops whether the dropout of the network takes part
 */
public record Pass(PathChoice path, Target target, boolean drops) {

    public Pass {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(target, "target");
    }

    /** A pass in which dropout takes part. */
    public Pass(PathChoice path, Target target) {
        this(path, target, true);
    }

    /** A pass that learns from the labels. */
    public static Pass of(PathChoice path) {
        return new Pass(path, new Target.Labels());
    }

    /** The same pass of the whole network, in which nothing is dropped. */
    public Pass withoutDropout() {
        return new Pass(path, target, false);
    }
}
