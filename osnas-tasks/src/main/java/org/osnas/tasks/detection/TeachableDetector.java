package org.osnas.tasks.detection;

import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;

/** A detector whose networks can learn from the outputs of another network. */
interface TeachableDetector extends Detector {

    /**
     * How far a network is from its teacher, and the gradients of that.
     *
     * @param objects labelled in the batch, by which the sum over all places is divided
     * @return gradients that the caller closes
     */
    LossAndGradients distil(Outputs student, Outputs teacher, Divergence divergence, int objects);
}
