package org.osnas.tasks.verification;

import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;

/**
 * The criterion on embeddings, and how well pairs are told apart. A step whose loss is not finite returns not-a-number and
 * leaves the gradients of the model alone. Not safe for two threads.
 */
public final class VerificationAgent implements TrainingAgent {

    private final CompiledCriterion criterion;
    private final int pairs;

    VerificationAgent(CompiledCriterion criterion, int pairs) {
        this.criterion = criterion;
        this.pairs = pairs;
    }

    /**
     * @return the loss of the batch, or not-a-number if it is not finite
     */
    @Override
    public double step(Model model, Batch batch) {
        Outputs outputs = model.forward(batch.inputs());
        CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, batch.labels());
        if (!Double.isFinite(result.loss())) {
            return Double.NaN;
        }
        model.backward(result.gradients());
        return result.loss();
    }

    /**
     * Compares pairs of examples: {@code accuracy} (the score), {@code auc}, {@code equal_error_rate} and
     * {@code tar_at_far_…}, as {@link VerificationScores} defines them.
     */
    @Override
    public Evaluation evaluation() {
        return new VerificationEvaluation(pairs);
    }
}
