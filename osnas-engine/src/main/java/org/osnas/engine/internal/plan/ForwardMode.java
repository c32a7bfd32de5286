package org.osnas.engine.internal.plan;

import java.util.Optional;

/** How batch normalisation gets its statistics in a forward pass, and whether a backward pass may follow. */
public sealed interface ForwardMode {

    /**
     * Batch statistics; keeps what the backward pass needs.
     *
     * @param movesRunning whether the running statistics are updated
     * @param dropoutSeed of dropout and dropped branches
     * @param drops whether dropout takes part
     * @param pathDrop share of images for which a residual branch is left out, in [0, 1)
     */
    record Training(long dropoutSeed, boolean movesRunning, boolean drops, double pathDrop) implements ForwardMode {

        /** Without dropped branches. */
        public Training(long dropoutSeed, boolean movesRunning, boolean drops) {
            this(dropoutSeed, movesRunning, drops, 0);
        }

        public Training(long dropoutSeed) {
            this(dropoutSeed, true, true);
        }
    }

    /**
     * Batch statistics, nothing is updated or kept.
     *
     * @param sink collects the statistics, if present
     */
    record BatchStatistics(Optional<BlockStatistics> sink) implements ForwardMode {}

    /**
     * Given statistics, nothing is updated or kept.
     *
     * @param statistics collected ones, or empty for the running ones of the weights
     */
    record Fixed(Optional<BlockStatistics> statistics) implements ForwardMode {}

    static ForwardMode running() {
        return new Fixed(Optional.empty());
    }
}
