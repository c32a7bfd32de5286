package org.osnas.tasks.classification;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.MeanScored;
import org.osnas.api.task.MeanScoring;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.tasks.internal.GradientArray;
import org.osnas.tasks.internal.SoftTargets;

/**
 * Image classification: the criterion on the network's output, and accuracy. A step whose loss is not finite returns
 * not-a-number and leaves the gradients of the model alone. Not safe for two threads.
 */
public final class ClassificationAgent implements Distils, MeanScoring, Exhibiting {

    private final CompiledCriterion criterion;
    private final int topK;
    private final GradientArray gradients = new GradientArray();

    ClassificationAgent(CompiledCriterion criterion, int topK) {
        this.criterion = criterion;
        this.topK = topK;
    }

    /**
     * @return the mean loss of the batch, or not-a-number if it is not finite
     * @throws BadInputException when the network's output does not have the shape of the labels, or there are several
     */
    @Override
    public double step(Model model, Batch batch) {
        Outputs outputs = model.forward(batch.inputs());
        requireSameShape(outputs.only(), batch);
        CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, batch.labels());
        if (!Double.isFinite(result.loss())) {
            return Double.NaN;
        }
        model.backward(result.gradients());
        return result.loss();
    }

    /**
     * {@inheritDoc}
     *
     * @return the mean divergence of the batch, or not-a-number if it is not finite
     */
    @Override
    public double distil(Model model, Batch batch, Outputs teacher, Divergence divergence) {
        Outputs outputs = model.forward(batch.inputs());
        INDArray output = outputs.only();
        requireSameShape(output, batch);
        INDArray gradient = gradients.of(output.shape());
        double loss = SoftTargets.lossAndGradient(output, teacher.only(), divergence, gradient);
        if (!Double.isFinite(loss)) {
            return Double.NaN;
        }
        model.backward(outputs.map(any -> gradient));
        return loss;
    }

    /** Counts {@code top1} (the score), {@code topK} where there are more than K classes, and the mean {@code loss}. */
    @Override
    public MeanScored evaluation() {
        return new ClassificationEvaluation(criterion, topK);
    }

    /** {@inheritDoc} It shows which classes are taken for which, and the examples that are furthest off. */
    @Override
    public Exhibition exhibition() {
        return new ClassificationExhibition(criterion, topK);
    }

    static void requireSameShape(INDArray output, Batch batch) {
        if (!Arrays.equals(output.shape(), batch.labels().shape())) {
            throw new BadInputException(
                    "The network gives an output of shape %s, but the labels have %s (batch, classes). Use a search space with as many classes as the data set"
                            .formatted(
                                    Arrays.toString(output.shape()),
                                    Arrays.toString(batch.labels().shape())));
        }
    }
}
