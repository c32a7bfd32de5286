package org.osnas.tasks.classification;

import java.util.Arrays;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Divergence;
import org.osnas.engine.internal.plan.CriterionPlan;

/**
 * Image classification: the criterion on the network's output, and accuracy. A step whose loss is not finite returns
 * not-a-number and leaves the gradients of the model alone. Not safe for two threads.
 */
public final class ImageClassificationAgent implements TrainingAgent {

    private final CriterionPlan criterion;
    private final int topK;
    private INDArray gradient;

    /**
     * @param topK how many guesses the second accuracy allows, at least 2
     */
    public ImageClassificationAgent(Criterion criterion, int topK) {
        this.criterion = new CriterionPlan(criterion);
        this.topK = Check.atLeast("top-k", topK, 2);
    }

    /**
     * @return the mean loss of the batch, or not-a-number if it is not finite
     * @throws BadInputException when the network's output does not have the shape of the labels
     */
    @Override
    public double step(Model model, Batch batch) {
        INDArray output = model.forward(batch.features());
        requireSameShape(output, batch);
        double loss = criterion.lossAndGradient(output, batch.labels(), gradientFor(output.shape()));
        if (!Double.isFinite(loss)) {
            return Double.NaN;
        }
        model.backward(gradient);
        return loss;
    }

    /**
     * {@inheritDoc}
     *
     * @return the mean divergence of the batch, or not-a-number if it is not finite
     */
    @Override
    public double distil(Model model, Batch batch, INDArray teacher, Divergence divergence) {
        INDArray output = model.forward(batch.features());
        requireSameShape(output, batch);
        double loss = SoftTargets.lossAndGradient(output, teacher, divergence, gradientFor(output.shape()));
        if (!Double.isFinite(loss)) {
            return Double.NaN;
        }
        model.backward(gradient);
        return loss;
    }

    @Override
    public Set<Capability> provides() {
        return Set.of(Capability.SOFT_TARGETS, Capability.MEAN_SCORE);
    }

    /** Counts {@code top1} (the score), {@code topK} where there are more than K classes, and the mean {@code loss}. */
    @Override
    public Evaluation evaluation() {
        return new ClassificationEvaluation(criterion, topK);
    }

    private INDArray gradientFor(long[] shape) {
        if (gradient == null || !Arrays.equals(gradient.shape(), shape)) {
            if (gradient != null) {
                gradient.close();
            }
            gradient = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        }
        return gradient;
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
