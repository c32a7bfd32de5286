package org.osnas.api.training;

import java.util.Objects;
import org.osnas.api.spi.Check;

/** What a pass of a training step learns from. */
public sealed interface Target {

    /** The labels of the batch, by the criterion of the task. */
    record Labels() implements Target {}

    /**
     * The outputs of an earlier pass of the same step, as constants: the teacher gets no gradient from its students.
     *
     * @param teacher index of that pass in the step
     */
    record SoftLabels(int teacher, Divergence divergence) implements Target {
        public SoftLabels {
            Check.atLeast("teacher", teacher, 0);
            Objects.requireNonNull(divergence, "divergence");
        }
    }
}
