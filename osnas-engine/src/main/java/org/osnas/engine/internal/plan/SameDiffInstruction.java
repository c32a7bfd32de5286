package org.osnas.engine.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.GradientFunction;
import org.osnas.api.task.SameDiffLayer;

/**
 * A custom layer that runs by SameDiff's own session and gradient function, because it uses an operation that has no
 * backward rule. Inputs are the layer's inputs, then its weights.
 */
final class SameDiffInstruction extends Instruction {

    private final SameDiffLayer layer;
    private final int layerInputs;
    private @Nullable Program last;

    SameDiffInstruction(int[] inputs, int[] outputs, SameDiffLayer layer, int layerInputs) {
        super(inputs, outputs);
        this.layer = layer;
        this.layerInputs = layerInputs;
    }

    /** The layer for inputs of fixed shapes: SameDiff differentiates by variables, whose shapes are fixed. */
    private static final class Program {
        private final SameDiff graph = SameDiff.create();
        private final List<INDArray> arrays = new ArrayList<>();
        private final List<SDVariable> variables = new ArrayList<>();
        private final SDVariable output;
        private final SDVariable upstream;

        Program(SameDiffLayer layer, List<Tensor> inputs, int layerInputs) {
            for (int i = 0; i < inputs.size(); i++) {
                arrays.add(Nd4j.create(DataType.FLOAT, inputs.get(i).shape()));
                variables.add(graph.var("in" + i, arrays.get(i)));
            }
            output = layer.apply(
                    graph, variables.subList(0, layerInputs), variables.subList(layerInputs, variables.size()));
            upstream = graph.placeHolder("upstream_gradient", DataType.FLOAT);
            graph.setLossVariables(output.mul(upstream).sum("weighted_sum"));
        }

        boolean fits(List<Tensor> inputs) {
            for (int i = 0; i < inputs.size(); i++) {
                if (!Arrays.equals(arrays.get(i).shape(), inputs.get(i).shape())) {
                    return false;
                }
            }
            return true;
        }

        void load(List<Tensor> inputs) {
            for (int i = 0; i < inputs.size(); i++) {
                variables.get(i).getArr().assign(inputs.get(i).array());
            }
        }
    }

    private List<Tensor> inputTensors(Frame frame) {
        return Arrays.stream(inputs()).mapToObj(frame::value).toList();
    }

    @Override
    void forward(Frame frame) {
        List<Tensor> inputs = inputTensors(frame);
        Program program = last;
        if (program == null || !program.fits(inputs)) {
            program = new Program(layer, inputs, layerInputs);
            last = program;
        }
        program.load(inputs);
        INDArray y = program.graph.outputSingle(Map.of(), program.output.name());
        frame.allocate(output(0), y.shape()).array().assign(y);
        program.graph.getSessions().clear();
    }

    @Override
    void backward(Frame frame) {
        Program program = Objects.requireNonNull(last, "forward comes first");
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < inputCount(); i++) {
            if (frame.wants(input(i))) {
                wanted.add(program.variables.get(i).name());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        program.load(inputTensors(frame));
        INDArray upstream = frame.gradient(output(0)).array();
        GradientFunction.define(program.graph);
        Map<String, INDArray> gradients =
                program.graph.calculateGradients(Map.of(program.upstream.name(), upstream), wanted);
        for (int i = 0; i < inputCount(); i++) {
            if (frame.wants(input(i))) {
                Tensor target = frame.target(input(i));
                target.array().assign(gradients.get(program.variables.get(i).name()));
                frame.contribute(input(i), target);
            }
        }
        program.graph.getSessions().clear();
    }
}
