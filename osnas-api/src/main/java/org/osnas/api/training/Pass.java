package org.osnas.api.training;

import java.util.Objects;

/** One forward and backward pass of a training step. */
public record Pass(PathChoice path, Target target) {

    public Pass {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(target, "target");
    }

    /** A pass that learns from the labels. */
    public static Pass of(PathChoice path) {
        return new Pass(path, new Target.Labels());
    }
}
