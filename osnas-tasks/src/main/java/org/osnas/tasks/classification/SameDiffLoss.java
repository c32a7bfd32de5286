package org.osnas.tasks.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Criterion;

/**
 * Runs a criterion and its gradient by SameDiff's own session. SameDiff differentiates with respect to variables only,
 * not placeholders, so the graph of the gradient holds a copy of the output and is rebuilt when its shape changes; the
 * graph of the loss alone takes batches of every size. Not safe for two threads.
 */
final class SameDiffLoss implements LossFunction {

    private static final String OUTPUT = "output";
    private static final String LABELS = "labels";

    private final Criterion criterion;
    private INDArray outputCopy;
    private SameDiff gradientGraph;
    private String gradientLoss;
    private SameDiff lossGraph;
    private String loss;
    private long classes = -1;

    SameDiffLoss(Criterion criterion) {
        this.criterion = criterion;
    }

    @Override
    public double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut) {
        if (outputCopy == null || !Arrays.equals(outputCopy.shape(), output.shape())) {
            outputCopy = Nd4j.createUninitialized(DataType.FLOAT, output.shape(), 'c');
            gradientGraph = SameDiff.create();
            var variable = gradientGraph.var(OUTPUT, outputCopy);
            var target = gradientGraph.placeHolder(LABELS, DataType.FLOAT, labels.shape());
            gradientLoss = criterion.loss(gradientGraph, variable, target).name();
            gradientGraph.setLossVariables(gradientLoss);
        }
        outputCopy.assign(output);
        OutAndGrad result = gradientGraph.calculateGradientsAndOutputs(
                Map.of(LABELS, labels), List.of(gradientLoss), List.of(OUTPUT));
        gradientOut.assign(result.getGradients().get(OUTPUT));
        double value = result.getOutputs().get(gradientLoss).getDouble(0);
        forgetArrays(gradientGraph);
        forgetArrays(gradientGraph.getFunction("grad"));
        return value;
    }

    @Override
    public double loss(INDArray output, INDArray labels) {
        if (output.size(1) != classes) {
            classes = output.size(1);
            lossGraph = SameDiff.create();
            loss = criterion
                    .loss(
                            lossGraph,
                            lossGraph.placeHolder(OUTPUT, DataType.FLOAT, -1, classes),
                            lossGraph.placeHolder(LABELS, DataType.FLOAT, -1, classes))
                    .name();
        }
        double value = lossGraph
                .output(Map.of(OUTPUT, output, LABELS, labels), loss)
                .get(loss)
                .getDouble(0);
        forgetArrays(lossGraph);
        return value;
    }

    // Sessions keep the arrays of their last run; the caller's may be closed by then.
    private static void forgetArrays(SameDiff graph) {
        graph.getSessions().clear();
    }
}
