package org.osnas.api.training;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * The passes of one training step, all on the same batch: gradients add up over the passes, then the optimizer steps
 * once on the blocks that took part.
 */
public record TrainingStep(List<PathChoice> passes) {

    public TrainingStep {
        passes = List.copyOf(passes);
        Check.that(!passes.isEmpty(), "a training step needs at least one pass");
    }

    public static TrainingStep of(PathChoice... passes) {
        return new TrainingStep(List.of(passes));
    }
}
