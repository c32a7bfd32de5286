package org.osnas.core.agent;

import org.osnas.api.spi.Check;

/**
 * How the best architectures are trained from scratch.
 *
 * @param finalists how many of the best are retrained, or how many along the Pareto front of a search for one; the one
 *     with the best validation score wins
 */
public record RetrainSettings(Length length, OptimizerSettings optimizer, int finalists) {

    public static final RetrainSettings DEFAULT = new RetrainSettings(Epochs.of(10), OptimizerSettings.RETRAINING, 1);

    public RetrainSettings {
        Check.atLeast("finalists", finalists, 1);
    }

    public RetrainSettings withLength(Length other) {
        return new RetrainSettings(other, optimizer, finalists);
    }

    public RetrainSettings withFinalists(int other) {
        return new RetrainSettings(length, optimizer, other);
    }
}
