package org.osnas.api.training;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.spi.Check;

/**
 * The passes of one training step, all on the same batch, in order: gradients add up over the passes, then the
 * optimizer steps once on the blocks that took part.
 */
public record TrainingStep(List<Pass> passes) {

    public TrainingStep {
        passes = List.copyOf(passes);
        Check.that(!passes.isEmpty(), "a training step needs at least one pass");
        for (int i = 0; i < passes.size(); i++) {
            if (passes.get(i).target() instanceof Target.SoftLabels soft) {
                Check.that(
                        soft.teacher() < i,
                        "pass %d of a training step learns from pass %d, which does not come before it",
                        i,
                        soft.teacher());
            }
        }
    }

    /** Passes that learn from the labels. */
    public static TrainingStep of(PathChoice... paths) {
        return of(Arrays.asList(paths));
    }

    /** Passes that learn from the labels. */
    public static TrainingStep of(List<? extends PathChoice> paths) {
        return new TrainingStep(paths.stream().map(Pass::of).toList());
    }

    /** Whether a pass learns from another one. */
    public boolean distils() {
        return passes.stream().anyMatch(pass -> pass.target() instanceof Target.SoftLabels);
    }
}
