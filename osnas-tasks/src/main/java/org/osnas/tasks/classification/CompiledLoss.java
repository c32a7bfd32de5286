package org.osnas.tasks.classification;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.osnas.api.task.Criterion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a criterion the fastest way its graph allows: softmax cross-entropy alone is computed directly, everything else
 * by SameDiff, whose session costs milliseconds a call. Decided at the first call. Not safe for two threads.
 */
final class CompiledLoss implements LossFunction {

    private static final Logger LOG = LoggerFactory.getLogger(CompiledLoss.class);

    private final Criterion criterion;
    private LossFunction compiled;

    CompiledLoss(Criterion criterion) {
        this.criterion = criterion;
    }

    @Override
    public double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut) {
        return compiled(output.size(1)).lossAndGradient(output, labels, gradientOut);
    }

    @Override
    public double loss(INDArray output, INDArray labels) {
        return compiled(output.size(1)).loss(output, labels);
    }

    LossFunction compiled(long classes) {
        if (compiled == null) {
            compiled = compile(classes);
        }
        return compiled;
    }

    private LossFunction compile(long classes) {
        SameDiff graph = SameDiff.create();
        criterion.loss(
                graph,
                graph.placeHolder("output", DataType.FLOAT, -1, classes),
                graph.placeHolder("labels", DataType.FLOAT, -1, classes));
        DifferentialFunction[] operations = graph.ops();
        if (operations.length == 1
                && operations[0].opName().equals("softmax_cross_entropy_loss")
                && isPlainMean(graph, (DynamicCustomOp) operations[0])) {
            return new SoftmaxCrossEntropyLoss(((DynamicCustomOp) operations[0]).tArgs()[0]);
        }
        LOG.info("The criterion {} runs by SameDiff's own session and gradient, which is slower", criterion);
        return new SameDiffLoss(criterion);
    }

    /** Inputs are output, weights, labels: the mean over the batch, if the weight is one for all. */
    private static boolean isPlainMean(SameDiff graph, DynamicCustomOp operation) {
        String[] inputs = graph.getInputsForOp(operation);
        INDArray weights = graph.getVariable(inputs[1]).getArr();
        boolean meanReduction = operation.iArgs()[0] == 2 || operation.iArgs()[0] == 3;
        return meanReduction
                && inputs[0].equals("output")
                && inputs[2].equals("labels")
                && weights != null
                && weights.length() == 1
                && weights.getDouble(0) == 1;
    }
}
