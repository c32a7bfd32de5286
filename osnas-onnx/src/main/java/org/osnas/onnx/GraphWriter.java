package org.osnas.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;
import org.osnas.api.space.Shape;
import org.osnas.api.task.OnnxNodes;

/** A graph of ONNX that grows, a layer at a time; keeps names apart. */
final class GraphWriter implements OnnxNodes {

    /** Name of the open dimension. */
    static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final List<NodeProto.Builder> nodes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private String layer = "";
    private int first;

    GraphWriter(String name) {
        graph.setName(name);
    }

    /** From here on nodes and constants belong to this layer, and are named so. */
    void begin(String name) {
        layer = name;
        first = nodes.size();
    }

    /** Ends a layer: the node that gives its output is called as the layer is. */
    String end(String value) {
        for (NodeProto.Builder node : nodes.subList(first, nodes.size())) {
            if (node.getOutput(0).equals(value) && taken.add(layer)) {
                rename(node, layer);
                return layer;
            }
        }
        return value;
    }

    private void rename(NodeProto.Builder producer, String name) {
        String before = producer.getOutput(0);
        producer.setName(name).setOutput(0, name);
        for (NodeProto.Builder node : nodes.subList(first, nodes.size())) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(before)) {
                    node.setInput(i, name);
                }
            }
        }
    }

    @Override
    public String node(String operator, List<String> inputs, Map<String, Object> attributes) {
        String output = name(operator.toLowerCase(Locale.ROOT));
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output);
        new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
        nodes.add(node);
        return output;
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long number) {
            return attribute
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(number)
                    .build();
        } else if (value instanceof Float number) {
            return attribute
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        } else if (value instanceof String text) {
            return attribute
                    .setType(AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(text))
                    .build();
        } else if (value instanceof long[] numbers) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            for (long number : numbers) {
                attribute.addInts(number);
            }
            return attribute.build();
        } else if (value instanceof float[] numbers) {
            attribute.setType(AttributeProto.AttributeType.FLOATS);
            for (float number : numbers) {
                attribute.addFloats(number);
            }
            return attribute.build();
        }
        throw new IllegalArgumentException("Attribute " + name + " is a "
                + value.getClass().getName() + ", but attributes are Long, Float, String, long[] or float[]");
    }

    @Override
    public String constant(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    @Override
    public String constant(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, bytes, values.length);
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name(name))
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String name(String wish) {
        String base = layer.isEmpty() ? wish : layer + "." + wish;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + i;
        }
        return name;
    }

    /** An input of floats. */
    void input(Value value) {
        taken.add(value.name());
        graph.addInput(described(value));
    }

    /**
     * An input of images, channels last.
     *
     * @param open whether their height and width are
     */
    void imageInput(String name, TensorProto.DataType type, Shape image, boolean open) {
        taken.add(name);
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(open(BATCH))
                .addDim(open ? open("height") : size(image.height()))
                .addDim(open ? open("width") : size(image.width()))
                .addDim(size(image.channels()));
        graph.addInput(typed(name, type, shape));
    }

    private static TensorShapeProto.Dimension open(String name) {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }

    /** Says which shape a value has. */
    void describe(Value value) {
        graph.addValueInfo(described(value));
    }

    /** An output under a name of its own. */
    void output(String name, Value value) {
        layer = "";
        nodes.add(NodeProto.newBuilder()
                .setName(name(name + ".identity"))
                .setOpType("Identity")
                .addInput(value.name())
                .addOutput(name));
        taken.add(name);
        layer = "";
        graph.addOutput(described(new Value(name, value.shape(), value.vector())));
    }

    private static ValueInfoProto described(Value value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(open(BATCH))
                .addDim(size(value.shape().channels()));
        if (!value.vector()) {
            shape.addDim(size(value.shape().height())).addDim(size(value.shape().width()));
        }
        return typed(value.name(), TensorProto.DataType.FLOAT, shape);
    }

    private static ValueInfoProto typed(String name, TensorProto.DataType type, TensorShapeProto.Builder shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static TensorShapeProto.Dimension size(int value) {
        return TensorShapeProto.Dimension.newBuilder().setDimValue(value).build();
    }

    GraphProto build() {
        nodes.forEach(graph::addNode);
        return graph.build();
    }
}
