package org.osnas.core.agent;

import java.util.Locale;
import org.osnas.core.run.WeightOrigin;

/** Where the training of the best architectures starts. */
public enum RetrainFrom {
    /** From first weights of their own. */
    SCRATCH(WeightOrigin.RETRAINED),
    /** From the weights of the supernet, with statistics recalibrated for the architecture. */
    INHERITED(WeightOrigin.FINETUNED),
    /** Nowhere: they stay as they are in the supernet. */
    NONE(WeightOrigin.INHERITED);

    private final WeightOrigin gives;

    RetrainFrom(WeightOrigin gives) {
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
