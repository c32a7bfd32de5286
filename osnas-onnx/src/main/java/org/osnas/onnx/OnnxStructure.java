package org.osnas.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * The rules that every model of ONNX must keep, from its specification (<a
 * href="https://github.com/onnx/onnx/blob/main/docs/IR.md">IR.md</a>): names given once, nothing read before it is
 * computed, types and shapes of inputs and outputs, sizes of constants, numbers of inputs and kinds of attributes of the
 * operators that this library writes. Shapes between nodes are left to the runtime.
 */
final class OnnxStructure {

    /** Fewest and most inputs of an operator, and its attributes. */
    private record Signature(int fewest, int most, Map<String, AttributeProto.AttributeType> attributes) {}

    private static final AttributeProto.AttributeType INT = AttributeProto.AttributeType.INT;
    private static final AttributeProto.AttributeType INTS = AttributeProto.AttributeType.INTS;
    private static final AttributeProto.AttributeType FLOAT = AttributeProto.AttributeType.FLOAT;

    private static final Map<String, AttributeProto.AttributeType> WINDOW =
            Map.of("kernel_shape", INTS, "strides", INTS, "pads", INTS);

    private static final Map<String, Signature> SIGNATURES = Map.ofEntries(
            Map.entry(
                    "Conv",
                    new Signature(2, 3, Map.of("kernel_shape", INTS, "strides", INTS, "pads", INTS, "group", INT))),
            Map.entry("BatchNormalization", new Signature(5, 5, Map.of("epsilon", FLOAT))),
            Map.entry("Gemm", new Signature(2, 3, Map.of("transB", INT))),
            Map.entry("Relu", new Signature(1, 1, Map.of())),
            Map.entry("Clip", new Signature(1, 3, Map.of())),
            Map.entry("PRelu", new Signature(2, 2, Map.of())),
            Map.entry("HardSwish", new Signature(1, 1, Map.of())),
            Map.entry("HardSigmoid", new Signature(1, 1, Map.of("alpha", FLOAT, "beta", FLOAT))),
            Map.entry("Sigmoid", new Signature(1, 1, Map.of())),
            Map.entry("Add", new Signature(2, 2, Map.of())),
            Map.entry("Mul", new Signature(2, 2, Map.of())),
            Map.entry("Cast", new Signature(1, 1, Map.of("to", INT))),
            Map.entry("Round", new Signature(1, 1, Map.of())),
            Map.entry("Softmax", new Signature(1, 1, Map.of("axis", INT))),
            Map.entry("Pad", new Signature(2, 4, Map.of())),
            Map.entry("QuantizeLinear", new Signature(3, 3, Map.of("axis", INT))),
            Map.entry("DequantizeLinear", new Signature(2, 3, Map.of("axis", INT))),
            Map.entry("Div", new Signature(2, 2, Map.of())),
            Map.entry("Max", new Signature(1, Integer.MAX_VALUE, Map.of())),
            Map.entry("ReduceL2", new Signature(1, 1, Map.of("axes", INTS, "keepdims", INT))),
            Map.entry("Concat", new Signature(1, Integer.MAX_VALUE, Map.of("axis", INT))),
            Map.entry("Slice", new Signature(3, 5, Map.of())),
            Map.entry("Reshape", new Signature(2, 2, Map.of())),
            Map.entry("Transpose", new Signature(1, 1, Map.of("perm", INTS))),
            Map.entry("Flatten", new Signature(1, 1, Map.of("axis", INT))),
            Map.entry("GlobalAveragePool", new Signature(1, 1, Map.of())),
            Map.entry("AveragePool", new Signature(1, 1, WINDOW)),
            Map.entry("MaxPool", new Signature(1, 1, WINDOW)),
            Map.entry("Shape", new Signature(1, 1, Map.of("start", INT, "end", INT))),
            Map.entry("ConstantOfShape", new Signature(1, 1, Map.of())),
            Map.entry("Identity", new Signature(1, 1, Map.of())));

    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private OnnxStructure() {}

    /** What is wrong with a model, a line each; nothing if it keeps the rules. */
    static List<String> problems(ModelProto model) {
        OnnxStructure structure = new OnnxStructure();
        structure.check(model);
        return structure.problems;
    }

    private void check(ModelProto model) {
        that(model.getIrVersion() >= 3, "the model has no version of its representation");
        that(
                model.getOpsetImportList().stream().anyMatch(o -> o.getDomain().isEmpty() && o.getVersion() > 0),
                "the model does not say which operators it uses");
        Set<String> keys = new HashSet<>();
        model.getMetadataPropsList()
                .forEach(entry -> that(keys.add(entry.getKey()), "metadata " + entry.getKey() + " stands there twice"));
        GraphProto graph = model.getGraph();
        that(!graph.getName().isEmpty(), "the graph has no name");
        graph.getInputList().forEach(this::input);
        graph.getInitializerList().forEach(this::constant);
        Set<String> nodes = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            that(nodes.add(node.getName()), "two nodes are called " + node.getName());
            node(node);
        }
        that(graph.getOutputCount() > 0, "the graph has no output");
        for (ValueInfoProto output : graph.getOutputList()) {
            described(output);
            that(known.contains(output.getName()), "nothing computes the output " + output.getName());
        }
    }

    private void input(ValueInfoProto input) {
        described(input);
        define(input.getName());
    }

    private void described(ValueInfoProto value) {
        that(
                value.getType().getTensorType().getElemType() != 0
                        && value.getType().getTensorType().hasShape(),
                value.getName() + " has no type or shape");
    }

    private void constant(TensorProto tensor) {
        define(tensor.getName());
        long count = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
        int size =
                switch (TensorProto.DataType.forNumber(tensor.getDataType())) {
                    case FLOAT -> Float.BYTES;
                    case INT64 -> Long.BYTES;
                    case INT8, UINT8 -> 1;
                    case INT32 -> Integer.BYTES;
                    default -> 0;
                };
        that(
                size > 0 && tensor.getRawData().size() == count * size,
                "constant " + tensor.getName() + " has " + tensor.getRawData().size() + " bytes for "
                        + tensor.getDimsList());
    }

    private void node(NodeProto node) {
        node.getInputList()
                .forEach(input -> that(
                        input.isEmpty() || known.contains(input),
                        "node " + node.getName() + " reads " + input + ", which nothing before it gives"));
        that(node.getOutputCount() > 0, "node " + node.getName() + " gives nothing");
        node.getOutputList().forEach(this::define);
        Signature signature = node.getDomain().isEmpty() ? SIGNATURES.get(node.getOpType()) : null;
        if (signature == null) {
            // An operator of a custom layer: its author knows it.
            return;
        }
        that(
                node.getInputCount() >= signature.fewest() && node.getInputCount() <= signature.most(),
                "node " + node.getName() + " (" + node.getOpType() + ") has " + node.getInputCount() + " inputs");
        for (AttributeProto attribute : node.getAttributeList()) {
            that(
                    attribute.getType() == signature.attributes().get(attribute.getName()),
                    "node " + node.getName() + " (" + node.getOpType() + ") has the attribute " + attribute.getName()
                            + " of type " + attribute.getType());
        }
    }

    private void define(String name) {
        that(!name.isEmpty() && known.add(name), "'" + name + "' is given twice, or has no name");
    }

    private void that(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
