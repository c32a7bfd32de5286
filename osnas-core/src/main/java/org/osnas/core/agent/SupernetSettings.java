package org.osnas.core.agent;

import org.osnas.api.spi.Check;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.weights.Initialization;

/**
 * How shared weights are trained, and how architectures are scored with them.
 *
 * @param heldOut share of the training examples that the weights do not learn from, where a strategy learns mixtures of
 *     candidates: those learn from it; unused elsewhere
 * @param initialization first values of the shared weights
 * @param batchNorm statistics that scoring uses
 * @param recalibrationBatches training batches that recalibrate the statistics of one architecture
 */
public record SupernetSettings(
        Length length,
        OptimizerSettings optimizer,
        double heldOut,
        Initialization initialization,
        BatchNormMode batchNorm,
        int recalibrationBatches) {

    public static final SupernetSettings DEFAULT = new SupernetSettings(
            Steps.of(1500), OptimizerSettings.SUPERNET, 0.2, Initialization.SUPERNET, BatchNormMode.RECALIBRATE, 8);

    public SupernetSettings {
        Check.that(
                heldOut > 0 && heldOut < 1,
                "The share of the training examples that is held out must be above 0 and below 1, got %s",
                heldOut);
        Check.atLeast("recalibration batches", recalibrationBatches, 1);
    }

    public SupernetSettings withLength(Length other) {
        return new SupernetSettings(other, optimizer, heldOut, initialization, batchNorm, recalibrationBatches);
    }

    public SupernetSettings withOptimizer(OptimizerSettings other) {
        return new SupernetSettings(length, other, heldOut, initialization, batchNorm, recalibrationBatches);
    }
}
