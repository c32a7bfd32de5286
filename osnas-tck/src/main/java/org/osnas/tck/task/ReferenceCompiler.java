package org.osnas.tck.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.GradientFunction;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;

/** Runs criteria by SameDiff's own session and gradient, built anew for each batch: slow, and plain. For tests. */
public final class ReferenceCompiler implements CriterionCompiler {

    private static final String LABELS = "labels";

    @Override
    public CompiledCriterion compile(Criterion criterion) {
        return new Reference(criterion);
    }

    private record Reference(Criterion criterion) implements CompiledCriterion {

        @Override
        public double loss(Outputs outputs, INDArray labels) {
            SameDiff graph = SameDiff.create();
            String loss = build(graph, outputs, labels);
            return graph.outputSingle(Map.of(LABELS, labels), loss).getDouble(0);
        }

        @Override
        public LossAndGradients lossAndGradients(Outputs outputs, INDArray labels) {
            SameDiff graph = SameDiff.create();
            String loss = build(graph, outputs, labels);
            graph.setLossVariables(loss);
            GradientFunction.define(graph);
            OutAndGrad result = graph.calculateGradientsAndOutputs(
                    Map.of(LABELS, labels),
                    List.of(loss),
                    outputs.names().stream().map(Reference::variable).toList());
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            outputs.names()
                    .forEach(name -> gradients.put(name, result.getGradients().get(variable(name))));
            INDArray value = Objects.requireNonNull(result.getOutputs().get(loss), loss);
            return new LossAndGradients(value.getDouble(0), Outputs.of(gradients));
        }

        private String build(SameDiff graph, Outputs outputs, INDArray labels) {
            Map<String, SDVariable> variables = new LinkedHashMap<>();
            outputs.names()
                    .forEach(name -> variables.put(
                            name, graph.var(variable(name), outputs.get(name).dup())));
            SDVariable given = graph.placeHolder(LABELS, labels.dataType(), labels.shape());
            return criterion.loss(graph, OutputVariables.of(variables), given).name();
        }

        private static String variable(String output) {
            return "output-" + output;
        }
    }
}
