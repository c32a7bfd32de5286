package org.osnas.api.task;

import java.util.List;
import org.osnas.api.space.Custom;
import org.osnas.api.space.Shape;

/**
 * A custom layer that can be exported to ONNX: beside its SameDiff function ({@link SameDiffLayer}) it says which nodes
 * of ONNX stand for it.
 *
 * <pre>{@code
 * public String toOnnx(OnnxNodes nodes, List<String> inputs, List<Shape> shapes, List<float[]> weights) {
 *     String slope = nodes.constant("slope", weights.get(0), channels, 1, 1);
 *     String gate = nodes.node("Sigmoid", List.of(nodes.node("Mul", List.of(inputs.get(0), slope))));
 *     return nodes.node("Mul", List.of(inputs.get(0), gate));
 * }
 * }</pre>
 */
public interface OnnxLayer extends Custom {

    /**
     * Adds the layer to a graph of {@value OnnxNodes#OPSET} operators.
     *
     * @param inputs names of the values it reads: {@code [batch, channels, height, width]}, unlike in SameDiff, or
     *     {@code [batch, channels]} behind a global pooling
     * @param shapes of the inputs, for one image
     * @param weights values in the order and the shapes of {@link #weights()}; running statistics as they are
     * @return name of its output, laid out as the inputs are
     */
    String toOnnx(OnnxNodes nodes, List<String> inputs, List<Shape> shapes, List<float[]> weights);
}
