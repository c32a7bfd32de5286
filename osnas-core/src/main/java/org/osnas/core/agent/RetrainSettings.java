package org.osnas.core.agent;

import java.util.Locale;
import org.osnas.api.spi.Check;
import org.osnas.core.run.WeightOrigin;

/**
 * How the best architectures become networks.
 *
 * @param from where their training starts, or that there is none; length and optimizer are unused then
 * @param finalists how many of the best are retrained, or how many along the Pareto front of a search for one; the one
 *     with the best validation score wins
 */
public record RetrainSettings(From from, Length length, OptimizerSettings optimizer, int finalists) {

    /** From scratch. */
    public static final RetrainSettings DEFAULT =
            new RetrainSettings(From.SCRATCH, Epochs.of(10), OptimizerSettings.RETRAINING, 1);

    /** On from what was inherited, for some epochs with a lower learning rate. */
    public static final RetrainSettings FINETUNING =
            new RetrainSettings(From.INHERITED, Epochs.of(3), OptimizerSettings.FINETUNING, 1);

    /** The best keep the weights that they inherit. */
    public static final RetrainSettings NONE =
            new RetrainSettings(From.NONE, Epochs.of(10), OptimizerSettings.RETRAINING, 1);

    /** The defaults of a start. */
    public static RetrainSettings defaults(From from) {
        return switch (from) {
            case SCRATCH -> DEFAULT;
            case INHERITED -> FINETUNING;
            case NONE -> NONE;
        };
    }

    public RetrainSettings {
        Check.atLeast("finalists", finalists, 1);
    }

    public RetrainSettings withLength(Length other) {
        return new RetrainSettings(from, other, optimizer, finalists);
    }

    public RetrainSettings withFinalists(int other) {
        return new RetrainSettings(from, length, optimizer, other);
    }

    /** These settings if they start there, else the defaults of that start. */
    public RetrainSettings startingFrom(From other) {
        return other == from ? this : defaults(other).withFinalists(finalists);
    }

    /** Where the training of the best architectures starts. */
    public enum From {
        /** From first weights of their own. */
        SCRATCH(WeightOrigin.RETRAINED),
        /** From the weights of the supernet, with statistics recalibrated for the architecture. */
        INHERITED(WeightOrigin.FINETUNED),
        /** Nowhere: they stay as they are in the supernet. */
        NONE(WeightOrigin.INHERITED);

        private final WeightOrigin gives;

        From(WeightOrigin gives) {
            this.gives = gives;
        }

        /** What its weights are called. */
        public WeightOrigin gives() {
            return gives;
        }

        /** In configurations: {@code scratch}, {@code inherited} or {@code none}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
