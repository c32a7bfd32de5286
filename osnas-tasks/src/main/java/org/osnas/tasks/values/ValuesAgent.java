package org.osnas.tasks.values;

import java.util.Arrays;
import java.util.function.Supplier;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;

/**
 * The criterion on one number for each that is asked for. A step whose loss is not finite returns not-a-number and leaves
 * the gradients of the model alone. Not safe for two threads.
 */
final class ValuesAgent implements TrainingAgent {

    private final CompiledCriterion criterion;
    private final Supplier<Evaluation> evaluations;

    ValuesAgent(CompiledCriterion criterion, Supplier<Evaluation> evaluations) {
        this.criterion = criterion;
        this.evaluations = evaluations;
    }

    /**
     * @return the loss of the batch, or not-a-number if it is not finite
     * @throws BadInputException when the network's output does not have the shape of the labels
     */
    @Override
    public double step(Model model, Batch batch) {
        Outputs outputs = model.forward(batch.inputs());
        requireSameShape(outputs, batch);
        CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, batch.labels());
        if (!Double.isFinite(result.loss())) {
            return Double.NaN;
        }
        model.backward(result.gradients());
        return result.loss();
    }

    @Override
    public Evaluation evaluation() {
        return evaluations.get();
    }

    static void requireSameShape(Outputs outputs, Batch batch) {
        if (!Arrays.equals(outputs.only().shape(), batch.labels().shape())) {
            throw new BadInputException(
                    "The network gives an output of shape %s, but the labels have %s (batch, values)"
                            .formatted(
                                    Arrays.toString(outputs.only().shape()),
                                    Arrays.toString(batch.labels().shape())));
        }
    }
}
