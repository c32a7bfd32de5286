package org.osnas.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** A graph with pairs of quantising and dequantising nodes behind its activations, and weights as integers. */
final class QuantizedGraph {

    private static final int LEVELS = 255;

    /**
     * Seven bits: x86 processors without VNNI add two products of a byte and a weight in 16 bits (VPMADDUBSW), which
     * holds 2·255·64 but not 2·255·127. With eight the same network was wrong by 0.117 of its logits' size there, where
     * VNNI gave 0.013; with seven both give 0.023.
     */
    private static final int MOST_WEIGHT = 64;

    private final GraphProto before;
    private final Map<String, float[]> ranges;
    private final GraphProto.Builder after;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private final Map<String, String> dequantized = new HashMap<>();
    private final Map<String, Float> scales = new HashMap<>();

    /**
     * @param ranges least and greatest value of each activation that is quantised
     */
    QuantizedGraph(GraphProto before, Map<String, float[]> ranges) {
        this.before = before;
        this.ranges = ranges;
        this.after = before.toBuilder().clearNode().clearInitializer();
        before.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    }

    GraphProto build() {
        for (ValueInfoProto input : before.getInputList()) {
            quantize(input.getName());
        }
        for (NodeProto node : before.getNodeList()) {
            NodeProto.Builder copy = node.toBuilder();
            if (node.getOpType().equals("Conv") || node.getOpType().equals("Gemm")) {
                weights(node, copy);
            }
            for (int i = 0; i < node.getInputCount(); i++) {
                String read = dequantized.get(node.getInput(i));
                if (read != null) {
                    copy.setInput(i, read);
                }
            }
            after.addNode(copy);
            quantize(node.getOutput(0));
        }
        before.getInitializerList().stream()
                .filter(tensor -> !replaced.contains(tensor.getName()))
                .forEach(after::addInitializer);
        return after.build();
    }

    /** Puts a pair behind a value that is to be quantised. */
    private void quantize(String name) {
        float[] range = ranges.get(name);
        if (range == null) {
            return;
        }
        // Zero is exact, since borders are padded with it.
        float least = Math.min(0, range[0]);
        float most = Math.max(0, range[1]);
        float scale = most > least ? (most - least) / LEVELS : 1;
        int zero = Math.max(0, Math.min(LEVELS, Math.round(-least / scale)));
        String scaleName = floats(name + ".scale", new float[] {scale}, false);
        String zeroName = bytes(name + ".zero", TensorProto.DataType.UINT8, new byte[] {(byte) zero});
        node("QuantizeLinear", name + ".quantized", List.of(name, scaleName, zeroName), -1);
        node("DequantizeLinear", name + ".dequantized", List.of(name + ".quantized", scaleName, zeroName), -1);
        dequantized.put(name, name + ".dequantized");
        scales.put(name, scale);
    }

    private void weights(NodeProto node, NodeProto.Builder copy) {
        Float inputScale = scales.get(node.getInput(0));
        TensorProto kernel = constants.get(node.getInput(1));
        if (inputScale == null || kernel == null) {
            return;
        }
        float[] values = floats(kernel);
        int channels = (int) kernel.getDims(0);
        boolean byChannel = node.getOpType().equals("Conv");
        float[] scale = scales(values, byChannel ? channels : 1);
        String name = kernel.getName();
        byte[] integers = new byte[values.length];
        for (int i = 0; i < integers.length; i++) {
            float of = scale[i / (values.length / scale.length)];
            integers[i] = (byte) Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, Math.round(values[i] / of)));
        }
        after.addInitializer(tensor(name + ".int8", TensorProto.DataType.INT8, ByteBuffer.wrap(integers))
                .addAllDims(kernel.getDimsList()));
        String scaleName = floats(name + ".scale", scale, byChannel);
        String zeroName = name + ".zero";
        TensorProto.Builder zeros = tensor(zeroName, TensorProto.DataType.INT8, ByteBuffer.allocate(scale.length));
        after.addInitializer(byChannel ? zeros.addDims(scale.length) : zeros);
        node(
                "DequantizeLinear",
                name + ".dequantized",
                List.of(name + ".int8", scaleName, zeroName),
                byChannel ? 0 : -1);
        copy.setInput(1, name + ".dequantized");
        replaced.add(name);
        if (node.getInputCount() > 2) {
            TensorProto bias = Objects.requireNonNull(constants.get(node.getInput(2)), "a bias is a constant");
            copy.setInput(2, bias(bias, inputScale, scale, channels, byChannel));
        }
    }

    /** In 32 bits, on the scale of products of input and weight. */
    private String bias(TensorProto tensor, float inputScale, float[] scale, int channels, boolean byChannel) {
        float[] values = floats(tensor);
        ByteBuffer integers = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] products = new float[scale.length];
        for (int s = 0; s < products.length; s++) {
            products[s] = inputScale * scale[s];
        }
        for (int c = 0; c < channels; c++) {
            integers.putInt((int) Math.round((double) values[c] / products[byChannel ? c : 0]));
        }
        String name = tensor.getName();
        after.addInitializer(tensor(name + ".int32", TensorProto.DataType.INT32, integers.flip())
                .addDims(channels));
        String scaleName = floats(name + ".scale", products, byChannel);
        TensorProto.Builder zeros = tensor(
                name + ".zero", TensorProto.DataType.INT32, ByteBuffer.allocate(products.length * Integer.BYTES));
        after.addInitializer(byChannel ? zeros.addDims(products.length) : zeros);
        node(
                "DequantizeLinear",
                name + ".dequantized",
                List.of(name + ".int32", scaleName, name + ".zero"),
                byChannel ? 0 : -1);
        replaced.add(name);
        return name + ".dequantized";
    }

    private static float[] scales(float[] values, int count) {
        int each = values.length / count;
        float[] scale = new float[count];
        for (int c = 0; c < count; c++) {
            float most = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                most = Math.max(most, Math.abs(values[i]));
            }
            scale[c] = most > 0 ? most / MOST_WEIGHT : 1;
        }
        return scale;
    }

    private void node(String operator, String output, List<String> inputs, int axis) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output);
        if (axis >= 0) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(axis));
        }
        after.addNode(node);
    }

    private static float[] floats(TensorProto tensor) {
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        ByteBuffer.wrap(tensor.getRawData().toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private String floats(String name, float[] values, boolean vector) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, bytes);
        after.addInitializer(vector ? tensor.addDims(values.length) : tensor);
        return name;
    }

    private String bytes(String name, TensorProto.DataType type, byte[] values) {
        after.addInitializer(tensor(name, type, ByteBuffer.wrap(Arrays.copyOf(values, values.length))));
        return name;
    }

    private static TensorProto.Builder tensor(String name, TensorProto.DataType type, ByteBuffer bytes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
    }
}
