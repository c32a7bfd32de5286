package org.osnas.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Static quantisation after training: weights of convolutions in bytes with a scale for each output channel, those of
 * linear layers with one scale, activations in bytes with a scale and a zero point that calibration inputs give. Weights
 * take seven of the eight bits, so that processors without VNNI compute the same as those with it.
 * The model says so by pairs of {@code QuantizeLinear} and {@code DequantizeLinear}, which runtimes fuse into integer
 * kernels. Jacob et al. 2018, <a href="https://arxiv.org/abs/1712.05877">Quantization and Training of Neural Networks for
 * Efficient Integer-Arithmetic-Only Inference</a>; the pairs as in
 * <a href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html">ONNX Runtime</a>.
 */
public final class Int8 {

    /** What computes in integers, given integers. */
    private static final Set<String> INTEGER =
            Set.of("Conv", "Gemm", "Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool", "MaxPool");

    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip");

    private Int8() {}

    /**
     * The model in eight bits.
     *
     * @param model with batch normalisation folded, for prepared inputs
     * @param inputs calibration batches, {@code [batch, channels, height, width]}
     * @throws BadInputException if there are none, or the model prepares images itself
     */
    public static OnnxModel quantized(
            OnnxModel model, Iterable<OnnxRuntimeNetwork.Tensor> inputs, Calibration calibration) {
        ModelProto proto = model.proto();
        Check.that(
                proto.getGraph().getInputList().stream()
                        .anyMatch(input -> input.getName().equals(OnnxModel.INPUT)),
                "A model in eight bits takes prepared inputs, not images");
        Set<String> activations = activations(proto.getGraph());
        Map<String, float[]> ranges = ranges(proto, activations, inputs, calibration);
        return OnnxModel.of(proto.toBuilder()
                .setGraph(new QuantizedGraph(proto.getGraph(), ranges).build())
                .build());
    }

    /** The values that become eight bits: those between integer operators, but not in front of a fused activation. */
    private static Set<String> activations(GraphProto graph) {
        Map<String, List<NodeProto>> readers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getInputList()
                .forEach(input -> readers.computeIfAbsent(input, name -> new ArrayList<>())
                        .add(node)));
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        Set<String> found = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            if (INTEGER.contains(node.getOpType())) {
                int data =
                        node.getOpType().equals("Conv") || node.getOpType().equals("Gemm") ? 1 : node.getInputCount();
                node.getInputList().subList(0, data).stream()
                        .filter(input -> !constants.contains(input))
                        .forEach(found::add);
                String output = node.getOutput(0);
                List<NodeProto> behind = readers.getOrDefault(output, List.of());
                boolean fused =
                        behind.size() == 1 && ACTIVATIONS.contains(behind.get(0).getOpType());
                boolean last =
                        behind.stream().allMatch(reader -> reader.getOpType().equals("Identity"));
                if (!fused && !last) {
                    found.add(output);
                }
            } else if (ACTIVATIONS.contains(node.getOpType())) {
                found.add(node.getOutput(0));
            }
        }
        found.removeAll(outputs);
        return found;
    }

    private static Map<String, float[]> ranges(
            ModelProto proto, Set<String> names, Iterable<OnnxRuntimeNetwork.Tensor> inputs, Calibration calibration) {
        ModelProto.Builder spied = proto.toBuilder();
        for (String name : names) {
            if (!name.equals(OnnxModel.INPUT)) {
                spied.getGraphBuilder()
                        .addOutput(ValueInfoProto.newBuilder()
                                .setName(name)
                                .setType(TypeProto.newBuilder()
                                        .setTensorType(TypeProto.Tensor.newBuilder()
                                                .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
            }
        }
        Map<String, float[]> ranges = new HashMap<>();
        int batches = 0;
        try (OnnxRuntimeNetwork network = OnnxRuntimeNetwork.load(spied.build().toByteArray(), 1)) {
            for (OnnxRuntimeNetwork.Tensor input : inputs) {
                int count = ++batches;
                Map<String, OnnxRuntimeNetwork.Tensor> values = new HashMap<>(network.run(input));
                values.put(OnnxModel.INPUT, input);
                for (String name : names) {
                    OnnxRuntimeNetwork.Tensor value = Objects.requireNonNull(values.get(name), name);
                    float[] ends = calibration.ends(value.values());
                    ranges.merge(name, ends, (before, now) -> calibration.merged(before, now, count));
                }
            }
        }
        if (batches == 0) {
            throw new BadInputException("A model in eight bits needs calibration inputs, got none");
        }
        return ranges;
    }
}
