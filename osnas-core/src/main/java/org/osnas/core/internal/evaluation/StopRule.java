package org.osnas.core.internal.evaluation;

import org.osnas.api.task.Evaluation;

/** Decides after each batch whether an architecture is evaluated further. */
@FunctionalInterface
public interface StopRule {

    /** Every architecture is evaluated to the end. */
    StopRule NEVER = (evaluation, batches) -> false;

    /**
     * @param evaluation of one architecture so far
     * @param batches that it has seen, from 1
     */
    boolean stops(Evaluation evaluation, int batches);
}
