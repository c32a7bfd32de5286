package org.osnas.engine.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.loss.BaseLoss;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.GradientFunction;
import org.osnas.api.task.Outputs;

/** A criterion that runs by SameDiff's own session and gradient function. */
final class SameDiffCriterion implements CriterionEvaluation {

    private final SameDiff graph;
    private final Outputs arrays;
    private final Optional<CriterionWeights> weights;
    private final String loss;
    private boolean knownScalar;

    /**
     * @param arrays of the variables that are the outputs
     * @param weights of the criterion, whose variables are in the graph
     * @param loss name of the loss
     * @throws BadInputException if SameDiff would derive a wrong gradient without saying so
     */
    SameDiffCriterion(SameDiff graph, Outputs arrays, Optional<CriterionWeights> weights, String loss) {
        this.graph = graph;
        this.arrays = arrays;
        this.weights = weights;
        this.loss = loss;
        requireLossOperationsLast();
        graph.setLossVariables(loss);
    }

    // In ND4J 1.0.0-M2.1 doDiff of every operation in the package of BaseLoss ignores the gradient it is given.
    private void requireLossOperationsLast() {
        Set<String> read = new HashSet<>();
        for (DifferentialFunction op : graph.ops()) {
            read.addAll(Arrays.asList(graph.getInputsForOp(op)));
        }
        for (DifferentialFunction op : graph.ops()) {
            if (op.getClass().getPackageName().equals(BaseLoss.class.getPackageName())) {
                for (String result : graph.getOutputsForOp(op)) {
                    Check.that(
                            !read.contains(result),
                            "The criterion computes on with the result of %s, but ND4J's gradient of that operation ignores what follows it. Make it the last operation of the loss, or write the loss with elementary operations (exp, log, sum, mean)",
                            op.opName());
                }
            }
        }
    }

    @Override
    public double lossAndGradients(Outputs outputs, INDArray labels, Outputs gradients) {
        if (!knownScalar) {
            // Differentiating anything else fails inside a native operation, or differentiates the sum.
            loss(outputs, labels);
        }
        assign(outputs);
        GradientFunction.define(graph);
        List<String> wanted = new ArrayList<>(
                arrays.names().stream().map(CriterionPlan::variable).toList());
        weights.ifPresent(own -> wanted.addAll(own.variableNames()));
        OutAndGrad result =
                graph.calculateGradientsAndOutputs(Map.of(CriterionPlan.LABELS, labels), List.of(loss), wanted);
        double value = Objects.requireNonNull(result.getOutputs().get(loss)).getDouble(0);
        for (String name : arrays.names()) {
            gradients.get(name).assign(result.getGradients().get(CriterionPlan.variable(name)));
        }
        weights.ifPresent(own -> own.add(result.getGradients()));
        forgetArrays(graph);
        forgetArrays(graph.getFunction("grad"));
        return value;
    }

    @Override
    public double loss(Outputs outputs, INDArray labels) {
        assign(outputs);
        INDArray value = graph.outputSingle(Map.of(CriterionPlan.LABELS, labels), loss);
        forgetArrays(graph);
        Check.that(
                value.length() == 1,
                "The criterion must give one number, the mean over the batch; it gives an array of shape %s. Take the mean of it",
                Arrays.toString(value.shape()));
        knownScalar = true;
        return value.getDouble(0);
    }

    private void assign(Outputs outputs) {
        arrays.names().forEach(name -> arrays.get(name).assign(outputs.get(name)));
        weights.ifPresent(own -> own.assignTo(graph));
    }

    // Sessions keep the arrays of their last run; the caller's may be closed by then.
    private static void forgetArrays(SameDiff graph) {
        graph.getSessions().clear();
    }
}
