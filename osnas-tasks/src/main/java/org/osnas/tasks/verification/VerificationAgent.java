package org.osnas.tasks.verification;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.tasks.internal.GradientArray;

/**
 * The criterion on embeddings, and how well pairs are told apart. A step whose loss is not finite returns not-a-number and
 * leaves the gradients of the model alone. Not safe for two threads.
 */
public final class VerificationAgent implements Distils, Exhibiting {

    private final CompiledCriterion criterion;
    private final int pairs;
    private final GradientArray gradients = new GradientArray();

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
     * {@inheritDoc} Compares which examples of the batch are alike, as {@link SimilarityTransfer} says.
     *
     * @return the mean divergence of the batch, or not-a-number if it is not finite
     */
    @Override
    public double distil(Model model, Batch batch, Outputs teacher, Divergence divergence) {
        Outputs outputs = model.forward(batch.inputs());
        INDArray output = outputs.only();
        INDArray gradient = gradients.of(output.shape());
        double loss = SimilarityTransfer.lossAndGradient(output, teacher.only(), divergence, gradient);
        if (!Double.isFinite(loss)) {
            return Double.NaN;
        }
        model.backward(outputs.map(any -> gradient));
        return loss;
    }

    @Override
    public Exhibition exhibition() {
        return new VerificationExhibition(pairs);
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
