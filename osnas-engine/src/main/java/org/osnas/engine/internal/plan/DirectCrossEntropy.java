package org.osnas.engine.internal.plan;

import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.loss.SoftmaxCrossEntropyLoss;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Outputs;

/**
 * Softmax cross-entropy with label smoothing, as ND4J's operation defines it: targets are
 * {@code (1 - s)·labels + s/classes}, the loss is the mean over the batch of {@code -target·logSoftmax(output)}. Sums
 * are in double.
 */
final class DirectCrossEntropy implements CriterionEvaluation {

    // With the weight 1 for all examples both are the mean over the batch.
    private static final Set<Integer> MEANS =
            Set.of(LossReduce.MEAN_BY_WEIGHT.ordinal(), LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT.ordinal());

    private final Kernels kernels;
    private final double smoothing;
    private final int batch;
    private final int classes;
    private final float[] logits;
    private final float[] labels;
    private final float[] gradient;
    private final double[] exponentials;

    private DirectCrossEntropy(Kernels kernels, double smoothing, int batch, int classes) {
        this.kernels = kernels;
        this.smoothing = smoothing;
        this.batch = batch;
        this.classes = classes;
        int length = Math.multiplyExact(batch, classes);
        logits = new float[length];
        labels = new float[length];
        gradient = new float[length];
        exponentials = new double[classes];
    }

    /**
     * The direct computation of a graph, if that is exactly one such operation on the output and the labels.
     *
     * @param kernels whose tensors copy values to the host and back
     * @param output name of the variable that is the output
     * @param loss name of the loss
     * @param shape of output and labels
     */
    static Optional<DirectCrossEntropy> match(
            Kernels kernels, SameDiff graph, String output, String loss, long[] shape) {
        DifferentialFunction[] operations = graph.ops();
        if (shape.length != 2 || operations.length != 1 || !(operations[0] instanceof SoftmaxCrossEntropyLoss)) {
            return Optional.empty();
        }
        SoftmaxCrossEntropyLoss operation = (SoftmaxCrossEntropyLoss) operations[0];
        String[] inputs = graph.getInputsForOp(operation);
        long[] iArgs = operation.iArgs();
        double[] tArgs = operation.tArgs();
        boolean matches = loss.equals(graph.getOutputsForOp(operation)[0])
                && inputs.length == 3
                && inputs[0].equals(output)
                && isOne(graph.getVariable(inputs[1]))
                && inputs[2].equals(CriterionPlan.LABELS)
                && iArgs.length == 1
                && MEANS.contains((int) iArgs[0])
                && tArgs.length == 1;
        return matches
                ? Optional.of(
                        new DirectCrossEntropy(kernels, tArgs[0], Math.toIntExact(shape[0]), Math.toIntExact(shape[1])))
                : Optional.empty();
    }

    private static boolean isOne(SDVariable weights) {
        return weights.getVariableType() == VariableType.CONSTANT
                && weights.getArr().length() == 1
                && weights.getArr().getDouble(0) == 1;
    }

    @Override
    public double lossAndGradients(Outputs outputs, INDArray labelArray, Outputs gradients) {
        double loss = compute(outputs.only(), labelArray, true);
        INDArray gradientOut = gradients.only();
        if (Tensor.accepts(gradientOut)) {
            kernels.wrap(gradientOut).write(gradient);
        } else {
            try (INDArray copy = Nd4j.create(gradient, gradientOut.shape(), 'c')) {
                gradientOut.assign(copy);
            }
        }
        return loss;
    }

    @Override
    public double loss(Outputs outputs, INDArray labelArray) {
        return compute(outputs.only(), labelArray, false);
    }

    private double compute(INDArray output, INDArray labelArray, boolean wantsGradient) {
        read(output, logits);
        read(labelArray, labels);
        double total = 0;
        for (int row = 0; row < batch; row++) {
            int from = row * classes;
            double max = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                max = Math.max(max, logits[from + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                exponentials[c] = Math.exp(logits[from + c] - max);
                sum += exponentials[c];
            }
            double logSum = max + Math.log(sum);
            double mass = 0;
            for (int c = 0; c < classes; c++) {
                double target = target(labels[from + c]);
                mass += target;
                total -= target * (logits[from + c] - logSum);
            }
            if (wantsGradient) {
                // Labels need not sum to one.
                double scale = mass / sum;
                for (int c = 0; c < classes; c++) {
                    gradient[from + c] = (float) ((exponentials[c] * scale - target(labels[from + c])) / batch);
                }
            }
        }
        return total / batch;
    }

    private double target(double label) {
        return (1 - smoothing) * label + smoothing / classes;
    }

    private void read(INDArray array, float[] values) {
        if (Tensor.accepts(array)) {
            kernels.wrap(array).read(values);
        } else {
            Tensor.copy(array, values);
        }
    }
}
